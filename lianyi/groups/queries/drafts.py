"""Drafts as the organiser sees them. Only for those who work for the community."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lianyi.dated import today
from lianyi.groups.figures import NO_FORM, Figures, level_at, shown_level
from lianyi.groups.models import Draft, Formation, Placement
from lianyi.groups.problem import asked_now, changed_serials
from lianyi.scope import Actor, OutOfScope


@dataclass(frozen=True)
class Seat:
    """Somebody in a draft, as the board shows them. `level` is one of `figures.shown_level`."""

    serial: int
    person_id: int
    name: str
    level: int
    is_locked: bool
    is_moved: bool


@dataclass(frozen=True)
class Column:
    """A proposed group in a draft. `lock` is "", "open", "closed" or "frozen": what the next run must respect."""

    number: int
    name: str
    bond: str
    minimum: int
    maximum: int
    size: int
    lock: str
    seats: list[Seat] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.size > 0

    @property
    def room(self) -> int:
        return self.maximum - self.size


def formation_of(formation_id: int, *, for_: Actor) -> Formation:
    formation = Formation.objects.select_related("community").filter(pk=formation_id).first()
    if formation is None or not for_.works_for(formation.community_id):
        raise OutOfScope
    return formation


def draft_of(formation_id: int, number: int, *, for_: Actor) -> Draft:
    formation = formation_of(formation_id, for_=for_)
    draft = formation.drafts.select_related("parent", "formation").filter(number=number).first()
    if draft is None:
        raise OutOfScope
    draft.formation = formation
    return draft


def drafts_of(formation: Formation, *, for_: Actor) -> list[Draft]:
    for_.require_community(formation.community_id)
    return list(
        formation.drafts.select_related("parent").prefetch_related("publications").defer("asked", "certificate")
    )


def placed(draft: Draft) -> dict[int, int | None]:
    """Serial -> number of the group, None for those left without one."""
    return dict(draft.placements.values_list("form__serial", "proposed__number"))


def figures_of(draft: Draft) -> Figures | None:
    """The stored counts of a draft that came to a result."""
    return Figures.from_json(draft.summary["figures"]) if draft.summary else None


def columns(draft: Draft, *, for_: Actor, within: int | None = None) -> list[Column]:
    """All groups of a draft in their order, with their people, or with those of one group only (`within`)."""
    for_.require_community(draft.formation.community_id)
    names = dict(draft.formation.proposed.values_list("number", "name"))
    sizes = draft.summary["figures"]["sizes"]
    found = {
        number: Column(
            number=number,
            name=names.get(number, str(number)),
            bond=bond,
            minimum=minimum,
            maximum=maximum,
            size=sizes.get(str(number), 0),
            lock=draft.group_locks.get(str(number), ""),
        )
        for number, bond, minimum, maximum, _lock in draft.asked["groups"]
    }
    for number, seat in _seats(draft, within):
        if number in found:
            found[number].seats.append(seat)
    return list(found.values())


def unplaced(draft: Draft, *, for_: Actor) -> list[tuple[Seat, Placement]]:
    """Who has no group, with the placement that tells why."""
    for_.require_community(draft.formation.community_id)
    rows = draft.placements.filter(proposed=None).select_related("form__person").order_by("form__serial")
    asked = rows_by_serial(draft)
    return [(_seat(placement, asked), placement) for placement in rows]


def search(draft: Draft, text: str, *, for_: Actor) -> list[tuple[int | None, Seat]]:
    """At most 50 people of a draft by name or serial, with the number of their group."""
    for_.require_community(draft.formation.community_id)
    rows = draft.placements.select_related("form__person", "proposed")
    wanted = rows.filter(form__serial=int(text)) if text.isdecimal() and len(text) < 10 else _named(rows, text)
    asked = rows_by_serial(draft)
    return [
        (row.proposed.number if row.proposed else None, _seat(row, asked))
        for row in wanted.order_by("form__serial")[:50]
    ]


def placement_of(draft: Draft, serial: int, *, for_: Actor) -> Placement:
    for_.require_community(draft.formation.community_id)
    rows = draft.placements.select_related("form__person", "proposed", "draft")
    placement = rows.filter(form__serial=serial).first()
    if placement is None:
        raise OutOfScope
    return placement


def came_in_since(draft: Draft) -> list[int]:
    """Serials of the forms that say something else than when this draft was computed."""
    now = asked_now(draft.formation, day=today(), places_unanswered=draft.places_unanswered)
    return changed_serials(draft.asked, now)


def rows_by_serial(draft: Draft) -> dict[int, list[Any]]:
    """What each form said, by serial; nothing when the wishes are forgotten."""
    return {row[0]: row for row in draft.asked.get("members", ())}


@dataclass(frozen=True)
class Difference:
    """Somebody who is elsewhere than in the earlier draft. Numbers are None where there is no group."""

    serial: int
    person_id: int
    name: str
    before: int | None
    after: int | None
    level_before: int
    level_after: int
    is_new: bool


def differences(earlier: Draft, later: Draft, *, for_: Actor) -> list[Difference]:
    """Who moved between two drafts, who came, who went; by serial."""
    for_.require_community(later.formation.community_id)
    old, new = placed(earlier), placed(later)
    moved = [serial for serial in sorted(old.keys() | new.keys()) if old.get(serial) != new.get(serial)]
    rows = later.formation.forms.filter(serial__in=moved).values_list("serial", "person_id", "person__name")
    people = {serial: (person_id, name) for serial, person_id, name in rows}
    rows_old, rows_new = rows_by_serial(earlier), rows_by_serial(later)
    return [
        Difference(
            serial=serial,
            person_id=people[serial][0],
            name=people[serial][1],
            before=old.get(serial),
            after=new.get(serial),
            level_before=_level(rows_old, serial, old),
            level_after=_level(rows_new, serial, new),
            is_new=serial not in old,
        )
        for serial in moved
        if serial in people
    ]


def _level(rows: Mapping[int, list[Any]], serial: int, placed_at: Mapping[int, int | None]) -> int:
    row = rows.get(serial)
    return NO_FORM if row is None else shown_level(row, level_at(row, placed_at.get(serial)))


def _named(rows: Any, text: str) -> Any:
    return rows.filter(form__person__name__icontains=text) | rows.filter(form__person__search_key__icontains=text)


def _seats(draft: Draft, within: int | None) -> list[tuple[int, Seat]]:
    rows = draft.placements.filter(proposed__isnull=False).select_related("form__person", "proposed")
    if within is not None:
        rows = rows.filter(proposed__number=within)
    asked = rows_by_serial(draft)
    return [(row.proposed.number, _seat(row, asked)) for row in rows.order_by("form__serial") if row.proposed]


def _seat(placement: Placement, asked: Mapping[int, list[Any]]) -> Seat:
    form = placement.form
    row = asked.get(form.serial)
    return Seat(
        serial=form.serial,
        person_id=form.person_id,
        name=form.person.name,
        level=placement.level if row is None else shown_level(row, placement.level),
        is_locked=placement.is_locked,
        is_moved=placement.is_moved,
    )
