"""Rows of the layout `proposed_groups`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups.actions.proposals import Proposal, size_objections
from lianyi.groups.models import Formation
from lianyi.groups.sheets.reading import Reading, RowError, read_rows
from lianyi.organisations.queries import bonds
from lianyi.places.queries import places_below
from lianyi.sheets import Row


def read_proposals(rows: Iterable[Row], formation: Formation) -> Reading[Proposal]:
    """Each row as a proposal. Groups whose name is proposed already are left as they are."""
    return read_rows(rows, _Reader(formation).read)


class _Reader:
    def __init__(self, formation: Formation) -> None:
        self.names = set(formation.proposed.values_list("name", flat=True))
        self.numbers = set(formation.proposed.values_list("number", flat=True))
        self.bonds = {bond.code: bond.code for bond in bonds()} | {bond.name: bond.code for bond in bonds()}
        self.homes = {place.name: place.pk for place in places_below(formation.community, on=today())}

    def read(self, row: Row) -> Proposal | None:
        values = {key: str(value) if value is not None else "" for key, value in row.values.items()}
        name = values["name"][:80]
        if name in self.names:
            return None
        minimum, maximum = int(values["minimum"]), int(values["maximum"])
        for key, text in size_objections(minimum, maximum, "").items():
            raise RowError(key, text)
        bond = self._bond(values["bond"])
        return Proposal(
            name=name,
            bond=bond,
            minimum=minimum,
            maximum=maximum,
            number=self._number(values.get("code", "")),
            place_id=_home(name, self.homes) if bond == "residence" else None,
            meets_at=values.get("place", "")[:120],
            meets_when=values.get("time", "")[:120],
            description=values.get("remarks", "")[:300],
        )

    def _bond(self, text: str) -> str:
        if text not in self.bonds:
            raise RowError("bond", _("There is no bond “%(bond)s” here.") % {"bond": text[:40]})
        return self.bonds[text]

    def _number(self, code: str) -> int:
        """The code as the number of the paper form, if it is one; otherwise the next free number."""
        number = int(code) if code.isascii() and code.isdecimal() and len(code) < 7 else 0
        if number in self.numbers:
            raise RowError("code", _("The number %(number)s is taken by another group.") % {"number": number})
        if number:
            self.numbers.add(number)
        return number


def _home(name: str, homes: Mapping[str, int]) -> int | None:
    """The place whose name stands in the name of a group of homes, the longest if several do."""
    found = [place for place in homes if place in name]
    return homes[max(found, key=len)] if found else None
