"""Who is who: the people of a file against those of the register. Nobody is ever merged silently.

In turn: by roster number; by name and telephone; by name and home; at last by name alone, when exactly one person can
be meant and nothing speaks against it. Each person of the register is taken by one row at most. Two of the same name
are two people when number or telephone says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lianyi.rosters.findings import Findings
from lianyi.sheets.texts import match_key

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the register on the day of the list. `posts` are pairs of group and kind of post."""

    pk: int
    name: str
    number: str = ""
    phone: str = ""
    joined: str = ""
    confirmed: str = ""
    remark: str = ""
    kind: str = ""
    home: int | None = None
    groups: frozenset[int] = frozenset()
    posts: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the file, by what tells people apart."""

    row: int
    name: str
    number: str = ""
    phone: str = ""
    home: int | None = None


@dataclass
class Match:
    """`person` is None for somebody new; `is_open` when it could not be decided (then the findings say why)."""

    person: Known | None = None
    is_open: bool = False


class Matcher:
    """Matches all rows of a file at once, the sure ones first."""

    def __init__(self, known: Iterable[Known], findings: Findings, is_home: Callable[[int], bool]) -> None:
        """`is_home` tells a home from a mere building, in which people of one name may well live apart."""
        self._known = list(known)
        self._findings = findings
        self._is_home = is_home
        self._by_name = _grouped(self._known, lambda one: match_key(one.name))
        self._taken: dict[int, int] = {}
        self._found: dict[int, Match] = {}

    def match(self, rows: Sequence[Candidate]) -> dict[int, Match]:
        """Row number → whom it means."""
        self._by_number(rows)
        self._by(rows, lambda one: (match_key(one.name), one.phone) if one.phone else None)
        self._by(rows, lambda one: (match_key(one.name), one.home) if one.home is not None else None)
        left = [row for row in rows if row.row not in self._found]
        names = Counter(match_key(row.name) for row in left)
        for row in left:
            self._found[row.row] = self._by_name_alone(row, names[match_key(row.name)])
        return self._found

    def _by_number(self, rows: Sequence[Candidate]) -> None:
        numbers = {one.number: one for one in self._known if one.number}
        for row in rows:
            one = numbers.get(row.number) if row.number else None
            if one is None:
                continue
            if match_key(one.name) != match_key(row.name) and (not row.phone or one.phone != row.phone):
                self._findings.add(
                    row.row, "name", "name_is_not_that_numbers", "error", row.name, number=row.number, known=one.name
                )
                self._found[row.row] = Match(is_open=True)
            else:
                self._take(row, one)

    def _by(self, rows: Sequence[Candidate], key: Callable[[Candidate | Known], Key | None]) -> None:
        known = _grouped(self._known, key)
        for row in rows:
            mine = key(row)
            if row.row in self._found or mine is None:
                continue
            same = [one for one in known.get(mine, ()) if self._agrees(row, one)]
            free = [one for one in same if one.pk not in self._taken]
            if len(free) == 1:
                self._take(row, free[0])
            elif same and not free and not _phones_differ(row, same[0]):
                self._twice(row, same[0])

    def _agrees(self, row: Candidate, one: Known) -> bool:
        """Somebody may have a new telephone, but then it must be the very same home."""
        is_certain = row.home is not None and row.home == one.home and self._is_home(row.home)
        return _may_be(row, one) and (is_certain or not _phones_differ(row, one))

    def _by_name_alone(self, row: Candidate, rivals: int) -> Match:
        alike = [one for one in self._by_name.get(match_key(row.name), ()) if one.pk not in self._taken]
        alike = [one for one in alike if _may_be(row, one)]
        is_bare = not row.phone and not row.number and row.home is None
        if len(alike) > 1 or (is_bare and rivals > 1):
            return self._refuse(row, "name_is_ambiguous", count=max(len(alike), rivals))
        if not alike:
            return Match()
        one = alike[0]
        has_moved = row.home is not None and one.home is not None and row.home != one.home
        if _phones_differ(row, one) and has_moved:
            self._findings.add(row.row, "name", "same_name_new", "warning", row.name)
            return Match()
        if _phones_differ(row, one):
            return self._refuse(row, "same_name_other_phone")
        if has_moved:
            return self._refuse(row, "same_name_other_home")
        if rivals > 1:
            return self._refuse(row, "name_is_ambiguous", count=rivals)
        if not is_bare or one.number or one.phone or one.home is not None:
            self._findings.add(row.row, "name", "matched_by_name", "warning", row.name)
        return self._take(row, one)

    def _refuse(self, row: Candidate, code: str, **params: int) -> Match:
        self._findings.add(row.row, "name", code, "error", row.name, **params)  # type: ignore[arg-type]
        return Match(is_open=True)

    def _take(self, row: Candidate, one: Known) -> Match:
        if one.pk in self._taken:
            return self._twice(row, one)
        self._taken[one.pk] = row.row
        self._found[row.row] = Match(one)
        return self._found[row.row]

    def _twice(self, row: Candidate, one: Known) -> Match:
        first = self._taken[one.pk]
        self._findings.add(row.row, "name", "same_person_twice", "error", row.name, first=first)
        self._found[row.row] = Match(is_open=True)
        return self._found[row.row]


def _may_be(row: Candidate, one: Known) -> bool:
    """Two different roster numbers are two people."""
    return not (row.number and one.number and row.number != one.number)


def _phones_differ(row: Candidate, one: Known) -> bool:
    return bool(row.phone and one.phone and row.phone != one.phone)


def _grouped(known: Iterable[Known], key: Callable[[Known], Key | None]) -> dict[Key, list[Known]]:
    groups: dict[Key, list[Known]] = defaultdict(list)
    for one in known:
        if (mine := key(one)) is not None:
            groups[mine].append(one)
    return groups
