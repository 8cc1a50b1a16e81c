"""What the pages of trial runs show, put together in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.groups import hand, reasons, wording
from lianyi.groups.figures import Figures, depth_of, shown_level
from lianyi.groups.models import Draft, Formation, Placement
from lianyi.groups.problem import Asked
from lianyi.groups.queries import drafts as queries
from lianyi.groups.queries.drafts import Column, Difference, Seat
from lianyi.organisations.queries.bonds import bond_name
from lianyi.scope import Actor, OutOfScope

MOST_SEATS = 1500  # beyond that the board shows groups only, and people on the groups' own pages


@dataclass(frozen=True)
class Cell:
    """A count of people, and among how many."""

    label: str
    count: int
    of: int

    @property
    def percent(self) -> str:
        return f"{100 * self.count / self.of:.0f}\u00a0%" if self.of else ""


@dataclass(frozen=True)
class Entry:
    """A draft in the comparison. `cells` stand under the headings of the table."""

    draft: Draft
    status: str
    tone: str
    cells: list[Cell]
    opened: str


@dataclass(frozen=True)
class Comparison:
    levels: list[str]
    entries: list[Entry]


def comparison(formation: Formation, *, for_: Actor) -> Comparison:
    """All drafts side by side; the same levels for all, so that they can be read down a column."""
    drafts = queries.drafts_of(formation, for_=for_)
    figures = {draft.pk: queries.figures_of(draft) for draft in drafts}
    levels = sorted({level for one in figures.values() if one for level in one.levels})
    return Comparison(
        levels=[wording.level_name(level) for level in levels],
        entries=[_entry(draft, figures[draft.pk], levels) for draft in drafts],
    )


def _entry(draft: Draft, figures: Figures | None, levels: list[int]) -> Entry:
    text, tone = wording.status(draft)
    if figures is None:
        return Entry(draft, text, tone, [], "")
    cells = [_level_cell(figures, level) for level in levels]
    cells.append(Cell(_("placed without a form"), figures.no_form, figures.members))
    cells.append(Cell(_("no group"), figures.unplaced, figures.members))
    return Entry(draft, text, tone, cells, wording.opened_text(figures.opened))


def _level_cell(figures: Figures, level: int) -> Cell:
    return Cell(wording.level_name(level), figures.levels.get(level, 0), figures.answered)


@dataclass(frozen=True)
class Shown:
    """A group on the board, with what the engine says of it."""

    column: Column
    bond: str
    notes: list[str]


@dataclass(frozen=True)
class Lost:
    """Somebody without a group: why, and what would help."""

    seat: Seat
    reason: str
    changes: list[str]


@dataclass(frozen=True)
class Board:
    opened: list[Shown]
    closed: list[Shown]
    unplaced: list[Lost]
    problems: list[str]
    figures: Figures
    levels: list[Cell]
    status: str
    tone: str
    news: str
    search: str
    hits: list[tuple[str, Seat]]
    with_people: bool
    person_ids: list[int]


def board(draft: Draft, *, search: str = "", for_: Actor) -> Board:
    """Everything on the page of a draft that is ready."""
    figures = queries.figures_of(draft)
    assert figures is not None  # the view asks for drafts that are ready
    with_people = figures.members <= MOST_SEATS
    columns = queries.columns(draft, for_=for_, within=None if with_people else 0)
    names = names_of(draft)
    notes = reasons.group_notes(draft)
    shown = [Shown(column, bond_name(column.bond), notes.get(column.number, [])) for column in columns]
    lost = _lost(draft, for_=for_)
    hits = queries.search(draft, search, for_=for_) if search else []
    text, tone = wording.status(draft)
    came_in = len(queries.came_in_since(draft))
    seats = [seat for column in columns for seat in column.seats]
    return Board(
        opened=[one for one in shown if one.column.is_open],
        closed=[one for one in shown if not one.column.is_open],
        unplaced=lost,
        problems=[wording.issue_text(issue, names) for issue in draft.problems],
        figures=figures,
        levels=_levels(figures, draft.asked),
        status=text,
        tone=tone,
        news=wording.came_in_text(came_in) if came_in else "",
        search=search,
        hits=[(_("no group") if number is None else wording.named(str(number), names), seat) for number, seat in hits],
        with_people=with_people,
        person_ids=[seat.person_id for seat in [*seats, *(one.seat for one in lost), *(seat for _n, seat in hits)]],
    )


def _lost(draft: Draft, *, for_: Actor) -> list[Lost]:
    without = queries.unplaced(draft, for_=for_)
    if not without:
        return []
    teller = reasons.Teller(draft)
    told = ((seat, teller.tell(placement)) for seat, placement in without)
    return [Lost(seat, one.why_not[-1], one.changes) for seat, one in told]


def _levels(figures: Figures, asked: Asked) -> list[Cell]:
    """Every wish that could be met, then what else happened."""
    wanted = sorted({*range(1, depth_of(asked) + 1), *figures.levels})
    cells = [_level_cell(figures, level) for level in wanted]
    if figures.no_form:
        cells.append(Cell(_("placed without a form"), figures.no_form, figures.members))
    return [*cells, Cell(_("no group"), figures.unplaced, figures.members)]


def one_column(draft: Draft, group_number: int, *, for_: Actor) -> Column:
    columns = queries.columns(draft, for_=for_, within=group_number)
    found = next((column for column in columns if column.number == group_number), None)
    if found is None:
        raise OutOfScope
    return found


@dataclass(frozen=True)
class Choice:
    """Another place for somebody, with its cost in words."""

    to: str
    name: str
    level: str
    level_after: int
    size: str
    problems: list[str]


@dataclass(frozen=True)
class PersonView:
    placement: Placement
    here: str
    level: str
    told: reasons.Told
    choices: list[Choice]
    others: list[Choice]
    chosen: str


def person_view(draft: Draft, serial: int, *, to: str = "", for_: Actor) -> PersonView:
    """Somebody in a draft: what they got and why, first the places they named, then all others."""
    placement = queries.placement_of(draft, serial, for_=for_)
    names = names_of(draft)
    row = queries.rows_by_serial(draft)[serial]
    costs = hand.costs(draft, serial)
    named = {*row[1], row[2]}
    choices = [_choice(cost, draft.asked, names) for cost in costs]
    wished = [choice for choice, cost in zip(choices, costs, strict=True) if cost.to is not None and cost.to in named]
    others = [choice for choice in choices if choice not in wished]
    number = placement.proposed.number if placement.proposed else None
    return PersonView(
        placement=placement,
        here=_("no group") if number is None else wording.named(str(number), names),
        level=wording.level_name(shown_level(row, placement.level)),
        told=reasons.Teller(draft).tell(placement),
        choices=sorted(wished, key=lambda choice: choice.level_after),
        others=others,
        chosen=to,
    )


def _choice(cost: hand.Cost, asked: Asked, names: Mapping[str, str]) -> Choice:
    limits = {group[0]: group[3] for group in asked["groups"]}
    return Choice(
        to="none" if cost.to is None else str(cost.to),
        name=_("no group") if cost.to is None else wording.named(str(cost.to), names),
        level=wording.level_name(cost.level_after),
        level_after=cost.level_after,
        size="" if cost.to is None else f"{cost.size_after} / {limits[cost.to]}",
        problems=[wording.issue_text(problem, names) for problem in cost.problems],
    )


def cost_text(cost: hand.Cost, names: Mapping[str, str]) -> str:
    """ "second wish → third wish; ..." in one line."""
    levels = f"{wording.level_name(cost.level_before)} → {wording.level_name(cost.level_after)}"
    mended = [_("Put right: %(what)s") % {"what": wording.issue_text(one, names)} for one in cost.mends]
    broken = [wording.issue_text(problem, names) for problem in cost.problems]
    return " ".join([_("%(line)s.") % {"line": levels}, *broken, *mended])


def move_text(draft: Draft, serial: int, to: int | None, *, for_: Actor) -> str:
    """What a move did, for the message after it."""
    placement = queries.placement_of(draft, serial, for_=for_)
    names = names_of(draft)
    if to is not None and str(to) not in names:
        return ""
    cost = hand.cost(draft, serial, to)
    before = placement.proposed.number if placement.proposed else None
    if before == to:
        return _("Nothing changed.")
    return _("%(name)s: %(before)s → %(after)s. %(cost)s") % {
        "name": placement.form.person.name,
        "before": _("no group") if before is None else wording.named(str(before), names),
        "after": _("no group") if to is None else wording.named(str(to), names),
        "cost": cost_text(cost, names),
    }


@dataclass(frozen=True)
class Moved:
    serial: int
    person_id: int
    name: str
    before: str
    after: str
    levels: str
    is_new: bool


def differences(earlier: Draft, later: Draft, *, for_: Actor) -> list[Moved]:
    names = names_of(later)
    return [_moved(difference, names) for difference in queries.differences(earlier, later, for_=for_)]


def _moved(difference: Difference, names: Mapping[str, str]) -> Moved:
    def place(number: int | None) -> str:
        return _("no group") if number is None else wording.named(str(number), names)

    levels = f"{wording.level_name(difference.level_before)} → {wording.level_name(difference.level_after)}"
    return Moved(
        serial=difference.serial,
        person_id=difference.person_id,
        name=difference.name,
        before="" if difference.is_new else place(difference.before),
        after=place(difference.after),
        levels=wording.level_name(difference.level_after) if difference.is_new else levels,
        is_new=difference.is_new,
    )


def names_of(draft: Draft) -> dict[str, str]:
    """Number of a proposed group, as text -> its name."""
    return {str(number): name for number, name in draft.formation.proposed.values_list("number", "name")}


def failures(draft: Draft) -> list[str]:
    """Why a draft could not be computed."""
    names = names_of(draft)
    return [wording.issue_text(issue, names) for issue in draft.problems]
