"""Writes what is planned about organisations, through the actions of their app."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from lianyi.organisations import actions
from lianyi.organisations.actions import Facts
from lianyi.organisations.queries import organisation
from lianyi.places.queries import places
from lianyi.rosters.plan import PlannedRow
from lianyi.scope import Actor

FACTS = frozenset(Facts.__dataclass_fields__)


def take_bodies(rows: Sequence[PlannedRow], *, since: date, by: Actor, why: str) -> None:
    """Adds and corrects. `since` is the day from which lines of existing ones and contacts hold.

    When a new one opened no list says, so it counts as there all along.
    """
    keys = {row.number: row.organisation for row in rows if row.organisation is not None}
    keys |= _add([row for row in rows if row.outcome == "new"], by, why)
    changed = [row for row in rows if row.outcome == "changed"]
    corrections = {keys[row.number]: facts for row in changed if (facts := _facts(row.after))}
    if corrections:
        actions.correct_organisations(corrections, by=by, purpose=why)
    heads = {key: organisation(key, for_=by) for key in {row.line for row in changed if row.line is not None}}
    lines = {keys[row.number]: heads[row.line] for row in changed if row.line is not None}
    if lines:
        actions.give_lines(lines, since=since, by=by, purpose=why)
    contacts = {keys[row.number]: row.after["contact"].split("、") for row in rows if "contact" in row.after}
    if contacts:
        actions.name_contacts(contacts, since=since, by=by, purpose=why)


def _add(rows: Sequence[PlannedRow], by: Actor, why: str) -> dict[int, int]:
    """Row number → key of the new organisation. One entry in the journal for each line and area."""
    areas = places(by).in_bulk({row.area for row in rows if row.area is not None})
    by_line: dict[int | None, list[PlannedRow]] = defaultdict(list)
    for row in rows:
        by_line[row.line].append(row)
    keys: dict[int, int] = {}
    for line, these in by_line.items():
        pairs = [(Facts(name=row.name, **_facts(row.after)), areas[row.area or 0]) for row in these]
        head = organisation(line, for_=by) if line is not None else None
        made = actions.add_organisations(pairs, line=head, by=by, purpose=why)
        keys |= {row.number: one.pk for row, one in zip(these, made, strict=True)}
    return keys


def _facts(after: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in after.items() if name in FACTS}
