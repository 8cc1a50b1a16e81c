"""Matters at a body that has ended: found and given to whoever carries on, so that none is without an owner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.engines.reform import CloseBody, Diff, Trails, diff_from_json
from lianyi.matters import routing
from lianyi.matters.actions.reforming import Move, pass_on
from lianyi.matters.models import Matter
from lianyi.matters.queries import stranded
from lianyi.organisations.models import Organisation
from lianyi.reforms.models import Reform
from lianyi.reforms.passing import REFORM, keep, reason_of
from lianyi.reforms.rows import duty_target


@dataclass(frozen=True)
class Way:
    """Where a matter goes from an ended body (`to` None: the office of the community), why, and by which reform."""

    to: int | None
    reason: str
    reform: Reform | None


@transaction.atomic
def give_to_who_carries_on(at_once: int) -> int:
    """Moves matters from bodies that have ended; returns how many. Safe to run at any time."""
    found = list(stranded(today())[:at_once])
    if not found:
        return 0
    finder = _Finder()
    ways: dict[Way, list[Move]] = defaultdict(list)
    for matter in found:
        way = finder.way(matter)
        ways[way].append(Move(matter.pk, int(matter.body_id or 0), way.to))
    moved = 0
    for way, moves in ways.items():
        passed = pass_on(moves, reason=way.reason, by=REFORM)
        moved += len(passed)
        if way.reform is not None:
            keep(way.reform, passed)
            way.reform.save(update_fields=["passed"])
    return moved


class _Finder:
    """By the trails of the reforms that were carried out, made once."""

    def __init__(self) -> None:
        reforms = list(Reform.objects.select_for_update().filter(state=Reform.State.APPLIED).order_by("day", "pk"))
        diffs = [diff_from_json(reform.diff) for reform in reforms]
        self.trails = Trails(diffs)
        self.ended_by = {body: reform for reform, diff in zip(reforms, diffs, strict=True) for body in _ended_in(diff)}
        self.there = set(Organisation.objects.on(today()).values_list("pk", flat=True))

    def way(self, matter: Matter) -> Way:
        """To who carries on its duty, else who leads its subject; without a subject to the one body its own went into.

        Where there is none, the office of the community looks at it.
        """
        body, subject = matter.body, matter.subject
        assert body is not None
        reform = self.ended_by.get(body.pk)
        why = reason_of(reform) if reform else _("%(body)s is no more") % {"body": body.name}
        if subject is None:
            heirs = [key for key in self.trails.heirs(body.pk, today()) if key in self.there]
            return Way(heirs[0] if len(heirs) == 1 else None, why, reform)
        if (to := self._by_duty(matter)) is not None:
            return Way(to, why, reform)
        routed = routing.route(subject, at=matter.place or matter.community)
        return Way(routed.body.pk if routed.body else None, f"{why}; {routed.reason}", reform)

    def _by_duty(self, matter: Matter) -> int | None:
        if matter.subject_id is None or matter.body_id is None:
            return None
        areas = reversed((matter.place or matter.community).ancestor_ids)
        for target in (*(duty_target(matter.subject_id, area) for area in areas), str(matter.subject_id)):
            trail = self.trails.successor(matter.body_id, target, today())
            if trail.hops and trail.body in self.there:
                return trail.body
        return None


def _ended_in(diff: Diff) -> Iterator[int]:
    return (change.body.key for change in diff.changes if isinstance(change, CloseBody))
