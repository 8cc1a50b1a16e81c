"""What a reform of bodies does with open matters: they pass on, many at once; and back again, as if nothing had been.

Whoever raised a matter reads where it went and why, and keeps the contact they know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.matters.actions.closing import close_by_reform, open_as_before
from lianyi.matters.actions.many import insert_many
from lianyi.matters.models import Hop, Matter, Step
from lianyi.matters.rates.events import moved
from lianyi.matters.rates.standing import of_many_open
from lianyi.matters.telling import Moved, tell_of_many
from lianyi.organisations.models import Organisation
from lianyi.scope import Actor

AT_ONCE = 1000
Row = TypeVar("Row")
NEEDED = (  # of a matter that goes elsewhere, and to count it there
    *("community", "workspace", "subject", "body", "owner", "state", "moved_on"),
    *("opened_at", "respond_by", "responded_at"),
)
BY_ITSELF = (Step.Kind.REMINDER, Step.Kind.ESCALATION)  # steps that nobody's hand takes


@dataclass(frozen=True)
class Move:
    """A matter that shall go from the body that has it to another, or (None) to the office of the community, by key."""

    matter: int
    from_key: int
    to_key: int | None


@dataclass(frozen=True)
class Passed:
    """A matter that was passed on, or (`hop` None) closed, with what is needed to take that back.

    `owner` is the account that answered for it, `state` where it stood, `moved_on` when somebody last did something.
    """

    matter: int
    hop: int | None
    step: int
    owner: int | None
    state: str
    moved_on: date


@dataclass(frozen=True)
class Return:
    """A matter that goes back: `hop` goes on, at `body` (None: the office of the community)."""

    passed: Passed
    matter: Matter
    hop: int
    body: int | None


@transaction.atomic
def pass_on(moves: Sequence[Move], *, reason: str, by: Actor) -> list[Passed]:
    """Moves matters that are still open at the body they are said to be at; others stay where they are by now."""
    bodies = Organisation.objects.in_bulk({move.to_key for move in moves if move.to_key})
    passed: list[Passed] = []
    acts: list[Moved] = []
    for some in _in_parts(moves):
        going = [(matter, bodies.get(move.to_key or 0)) for matter, move in _still_there(some)]
        passed += _hand(going, reason, by)
        acts += _acts([(matter, body.pk if body else None) for matter, body in going])
        for body in {body for _matter, body in going}:
            here = [matter.pk for matter, to in going if to == body]
            Matter.objects.filter(pk__in=here).update(body=body, owner=None, moved_on=today())
    tell_of_many("matter.reformed", acts, by=by)
    return passed


@transaction.atomic
def close_all(keys: Sequence[int], text: str, *, by: Actor) -> list[Passed]:
    """Closes those that are still open, with the text by which nobody needs them any longer."""
    found = Matter.objects.select_for_update().filter(pk__in=keys).exclude(state=Matter.State.CLOSED)
    before = [(one, one.owner_id, one.state, one.moved_on) for one in found.order_by("pk")]
    return [
        Passed(matter.pk, None, close_by_reform(matter, text, by=by).pk, owner, state, moved_on)
        for matter, owner, state, moved_on in before
    ]


@transaction.atomic
def bring_back(passed: Sequence[Passed], *, ended: Collection[int], reason: str, by: Actor) -> list[int]:
    """Brings back those that are untouched since they were passed on or closed; returns their keys.

    Touched is a matter that somebody closed, moved on, took on or wrote in since; that whoever raised it adds a word
    is no reason to keep it. What would come to one of the bodies `ended` stays too.
    """
    going: list[Return] = []
    for some in _in_parts([one for one in passed if one.hop is not None]):
        going += [one for one in _where_put(some, by) if one.body not in ended]
    bodies = Organisation.objects.in_bulk({one.body for one in going if one.body})
    acts: list[Moved] = []
    for part in _in_parts(going):
        acts += _acts([(one.matter, one.body) for one in part])
        _end_hops(part)
        names = [_name(bodies.get(one.body or 0)) for one in part]
        told = [_("Back to %(body)s: %(reason)s") % {"body": name, "reason": reason} for name in names]
        _tell([(one.matter, text, None) for one, text in zip(part, told, strict=True)], by)
    _restore(going)
    tell_of_many("matter.reformed", acts, by=by)
    closed = [one for one in passed if one.hop is None]
    return [*(one.matter.pk for one in going), *_opened(closed, ended, reason, by)]


def _opened(passed: Sequence[Passed], ended: Collection[int], reason: str, by: Actor) -> Iterator[int]:
    keys = [one.matter for one in passed]
    last = _last_by_hand(keys, by)
    closed = Matter.objects.filter(state=Matter.State.CLOSED, forgotten_at=None).in_bulk(keys)
    for one in passed:
        matter = closed.get(one.matter)
        if matter is not None and matter.body_id not in ended and last.get(matter.pk, 0) < one.step:
            open_as_before(matter, one.state, reason=reason, by=by)
            Matter.objects.filter(pk=matter.pk).update(moved_on=one.moved_on)
            yield matter.pk


def _still_there(moves: Sequence[Move]) -> Iterator[tuple[Matter, Move]]:
    """Locks the present hops, as every other move does first."""
    keys = [move.matter for move in moves]
    open_hops = Hop.objects.select_for_update().filter(matter__in=keys, ended_at__isnull=True).order_by("pk")
    at = dict(open_hops.values_list("matter", "organisation"))
    matters = _open_ones().in_bulk(keys)
    for move in moves:
        if move.matter in matters and at.get(move.matter) == move.from_key != move.to_key:
            yield matters[move.matter], move


def _hand(going: Sequence[tuple[Matter, Organisation | None]], reason: str, by: Actor) -> list[Passed]:
    moment = now()
    Hop.objects.filter(matter__in=[matter.pk for matter, _body in going], ended_at__isnull=True).update(ended_at=moment)
    hop = {"began_at": moment, "cause": Hop.Cause.REFORMED, "reason": reason[:300]}
    hops = insert_many(Hop, [hop | _at(matter, body) for matter, body in going])
    bodies = {body for _matter, body in going}
    told = {body: _("To %(body)s: %(reason)s") % {"body": _name(body), "reason": reason} for body in bodies}
    steps = _tell([(matter, told[body], body) for matter, body in going], by)
    return [
        Passed(matter.pk, hop, step, matter.owner_id, matter.state, matter.moved_on)
        for (matter, _body), hop, step in zip(going, hops, steps, strict=True)
    ]


def _tell(going: Sequence[tuple[Matter, str, Organisation | None]], by: Actor) -> list[int]:
    """The steps that whoever raised the matters reads; returns their keys."""
    step = {"kind": Step.Kind.HAND_OVER, "at": now(), "happened_on": today(), "by_id": by.user_id, "by_name": by.name}
    return insert_many(Step, [step | {"text": text} | _at(matter, body) for matter, text, body in going])


def _at(matter: Matter, body: Organisation | None) -> dict[str, int | None]:
    return {"matter_id": matter.pk, "organisation_id": body.pk if body else None}


def _name(body: Organisation | None) -> str:
    return body.name if body else _("the office of the community")


def _where_put(passed: Sequence[Passed], by: Actor) -> Iterator[Return]:
    """What lies untouched where it was put, with the hop before, which goes on."""
    keys = [one.matter for one in passed]
    course: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    locked = Hop.objects.select_for_update().filter(matter__in=keys).order_by("pk")
    for matter, hop, body in locked.values_list("matter", "pk", "organisation"):
        course[matter].append((hop, body))
    last = _last_by_hand(keys, by)
    matters = _open_ones().filter(owner=None).in_bulk(keys)
    for one in passed:
        hops = course[one.matter]
        is_last = len(hops) > 1 and hops[-1][0] == one.hop
        if is_last and one.matter in matters and last.get(one.matter, 0) < one.step:
            yield Return(one, matters[one.matter], *hops[-2])


def _open_ones() -> QuerySet[Matter]:
    return Matter.objects.exclude(state=Matter.State.CLOSED).only(*NEEDED)


def _last_by_hand(keys: Sequence[int], by: Actor) -> dict[int, int]:
    """The last step in each that an account took; what whoever raised it adds has neither account nor name."""
    by_hand = Step.objects.filter(matter__in=keys).exclude(kind__in=BY_ITSELF)
    by_hand = by_hand.exclude(by=None, by_name__in=["", by.name])
    return dict(by_hand.order_by().values("matter").annotate(last=Max("pk")).values_list("matter", "last"))


def _end_hops(going: Sequence[Return]) -> None:
    """The hop is gone; its step stays for whoever raised it, but holds on to no body."""
    Hop.objects.filter(pk__in=[one.passed.hop for one in going]).delete()
    Hop.objects.filter(pk__in=[one.hop for one in going]).update(ended_at=None)
    Step.objects.filter(pk__in=[one.passed.step for one in going]).update(organisation=None)


def _restore(going: Sequence[Return]) -> None:
    """What matters have in common is written at once: there are few bodies and days."""
    of_body: dict[int | None, list[int]] = defaultdict(list)
    of_day: dict[tuple[int | None, date], list[int]] = defaultdict(list)
    for one in going:
        of_body[one.body].append(one.matter.pk)
        of_day[one.passed.owner, one.passed.moved_on].append(one.matter.pk)
    for body, keys in of_body.items():
        for part in _in_parts(keys):
            Matter.objects.filter(pk__in=part).update(body=body)
    for (owner, moved_on), keys in of_day.items():
        for part in _in_parts(keys):
            Matter.objects.filter(pk__in=part).update(owner=owner, moved_on=moved_on)


def _acts(going: Sequence[tuple[Matter, int | None]]) -> list[Moved]:
    """What the journal is told: who has it, and what is counted of it, there instead of here."""
    counted, day = of_many_open([matter for matter, _to in going]), today()
    found = []
    for matter, to in going:
        old, subject = matter.body_id or 0, matter.subject_id or 0
        events = moved(counted[matter.pk], day, (old, subject), (to or 0, subject))
        found.append(Moved(matter, matter.body_id, to, events))
    return found


def _in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for at in range(0, len(rows), AT_ONCE):
        yield rows[at : at + AT_ONCE]
