"""From wish forms to the engine's input, kept with each draft exactly as it was asked.

The snapshot is plain JSON: what a trial run was asked can be asked again, and checked, long after forms have changed.

- members: [serial, [wished numbers, best first], fallback number or null, any group will do, a form came in]
- groups: [number, bond, minimum, maximum, lock]; a lock is "", "open", "closed" or "frozen"
- declined: serials of those who do not take part
- locked, previous: {serial: number}; previous is null where nothing is to be kept
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lianyi.dated import on
from lianyi.engines.formation.problem import Group, Member, Policy, Problem
from lianyi.groups.models import Draft, Formation, ProposedGroup, Wish, WishForm
from lianyi.journal.chain import canonical

Asked = dict[str, Any]
RESIDENCE = "residence"


def asked_now(
    formation: Formation,
    *,
    day: date,
    places_unanswered: bool,
    sizes: Mapping[str, list[int]] | None = None,
    group_locks: Mapping[str, str] | None = None,
    locked: Mapping[str, int] | None = None,
    previous: Mapping[str, int] | None = None,
) -> Asked:
    """The snapshot of what the forms say now. Homes are those of `day`."""
    proposed = list(formation.proposed.select_related("place"))
    members, declined = _members(formation, proposed, day, places_unanswered)
    known = {str(row[0]) for row in members}
    return {
        "members": members,
        "declined": declined,
        "groups": [_group(group, sizes or {}, group_locks or {}) for group in proposed],
        "locked": {serial: number for serial, number in (locked or {}).items() if serial in known},
        "previous": None if previous is None else dict(previous),
    }


def hash_of(asked: Asked) -> str:
    """Names what the forms said: the same answers and homes give the same hash, whatever the settings of the draft."""
    return hashlib.sha256(canonical([asked["members"], asked["declined"]])).hexdigest()


def changed_serials(before: Asked, after: Asked) -> list[int]:
    """Whose form says something else than before (came in, changed, was withdrawn)."""
    old, new = _rows(before), _rows(after)
    return sorted(serial for serial in old.keys() | new.keys() if old.get(serial) != new.get(serial))


def problem_of(
    draft: Draft, *, locked: Mapping[str, int] | None = None, group_locks: Mapping[str, str] | None = None
) -> Problem:
    """What the engine was asked for this draft; with locks given, the same under these locks and nothing to be kept."""
    asked = draft.asked
    stands = locked is not None and group_locks is not None
    binding = locked if locked is not None else asked["locked"]
    previous = None if stands else asked["previous"]
    return Problem(
        members=tuple(_member(row, binding) for row in asked["members"]),
        groups=tuple(
            _engine_group(row, group_locks.get(str(row[0]), "") if group_locks is not None else row[4])
            for row in asked["groups"]
        ),
        policy=Policy(draft.policy),
        seed=draft.seed,
        open_per_bond=dict(draft.open_per_bond),
        previous=None if previous is None else {serial: str(number) for serial, number in previous.items()},
        keep="last" if draft.keep == "last" else "first",
    )


def _engine_group(row: list[Any], lock: str) -> Group:
    number, bond, minimum, maximum, _lock = row
    return Group(str(number), bond, minimum, maximum, lock == "open", lock == "closed", lock == "frozen")


def _rows(asked: Asked) -> dict[int, Any]:
    declined: dict[int, Any] = dict.fromkeys(asked["declined"], "declined")
    return declined | {row[0]: row[1:] for row in asked["members"]}


def _member(row: list[Any], locked: Mapping[str, int]) -> Member:
    serial, wishes, fallback, accept_any, _answered = row
    return Member(
        id=str(serial),
        wishes=tuple(str(number) for number in wishes),
        fallback="" if fallback is None else str(fallback),
        accept_any=accept_any,
        locked_to=str(locked.get(str(serial), "")),
    )


def _group(group: ProposedGroup, sizes: Mapping[str, list[int]], locks: Mapping[str, str]) -> list[Any]:
    minimum, maximum = sizes.get(str(group.number), [group.minimum, group.maximum])
    return [group.number, group.bond, minimum, maximum, locks.get(str(group.number), "")]


def _members(
    formation: Formation, proposed: Iterable[ProposedGroup], day: date, places_unanswered: bool
) -> tuple[list[list[Any]], list[int]]:
    answers = _latest(formation)
    wishes = _wishes(formation)
    homes = _homes(formation, day)
    fallbacks = _fallbacks(formation, proposed)
    members: list[list[Any]] = []
    declined: list[int] = []
    forms = formation.forms.filter(person__erased_at=None).order_by("serial")
    for form_id, serial in forms.values_list("pk", "serial"):
        answer_id, takes_part, accept_any = answers.get(form_id, (None, True, True))
        if not takes_part:
            declined.append(serial)
        elif answer_id is not None or places_unanswered:
            fallback = _fallback_at(homes.get(form_id, ""), fallbacks)
            members.append([serial, wishes.get(answer_id, []), fallback, accept_any, answer_id is not None])
    return members, declined


def _latest(formation: Formation) -> dict[int, tuple[int, bool, bool]]:
    """Form -> its newest answer: key, takes part, any group will do."""
    rows = (
        WishForm.objects.filter(formation=formation, answers__isnull=False)
        .order_by("pk", "answers__version")
        .values_list("pk", "answers__pk", "answers__takes_part", "answers__accept_any")
    )
    return {form_id: (answer_id, takes_part, accept_any) for form_id, answer_id, takes_part, accept_any in rows}


def _wishes(formation: Formation) -> dict[int | None, list[int]]:
    """Answer -> wished numbers in their order."""
    found: dict[int | None, list[int]] = {}
    rows = Wish.objects.filter(answer__form__formation=formation).order_by("answer_id", "rank")
    for answer_id, number in rows.values_list("answer_id", "proposed__number"):
        found.setdefault(answer_id, []).append(number)
    return found


def _homes(formation: Formation, day: date) -> dict[int, str]:
    """Form -> the path of the home of its person."""
    rows = WishForm.objects.filter(on(day, "person__residences__"), formation=formation)
    return dict(rows.exclude(person__residences=None).values_list("pk", "person__residences__place__path"))


def _fallbacks(formation: Formation, proposed: Iterable[ProposedGroup]) -> list[tuple[str, int]]:
    """Path and number of the groups of homes, the nearest (deepest) place first."""
    if not formation.residence_is_fallback:
        return []
    groups = [group for group in proposed if group.bond == RESIDENCE]
    paths = [(group.place.path if group.place else "/", group.number) for group in groups]
    return sorted(paths, key=lambda pair: (-len(pair[0]), pair[1]))


def _fallback_at(home: str, fallbacks: list[tuple[str, int]]) -> int | None:
    """Without a known home only a group of the whole community can be the fallback."""
    return next((number for path, number in fallbacks if (home or "/").startswith(path)), None)
