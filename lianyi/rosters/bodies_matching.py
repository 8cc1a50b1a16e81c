"""Which organisation is which: the rows of a file against the directory. Nothing is ever merged silently.

In turn: by unified social credit code; then, within one community and unless the codes differ, by name where address,
telephone and code say nothing new; by name and telephone or address, when one record alone agrees; and at last by the
name alone, when exactly one can be meant and not both address and telephone speak against it. A row that only looks
like a record becomes a new one, with a warning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lianyi.organisations.actions import Facts
from lianyi.organisations.queries import plain_name
from lianyi.organisations.queries.alike import MOST_ALIKE
from lianyi.rosters.directory import Body
from lianyi.rosters.findings import Findings
from lianyi.sheets.texts import match_key

Place = tuple[str, int]  # a plain name, and the community in which it stands


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation in the file, by what tells organisations apart."""

    row: int
    name: str
    community: int
    code: str = ""
    address: str = ""
    phone: str = ""

    @property
    def place(self) -> Place:
        return plain_name(self.name), self.community


class BodyMatcher:
    """Matches all rows of a file at once, the sure ones first. Each record is taken by one row at most."""

    def __init__(self, bodies: Iterable[Body], findings: Findings) -> None:
        self._findings = findings
        self._coded: dict[str, list[Body]] = defaultdict(list)
        self._placed: dict[Place, list[Body]] = defaultdict(list)
        self._called: dict[str, list[Body]] = defaultdict(list)
        self._taken: set[int] = set()
        self._found: dict[int, Body] = {}
        for body in bodies:
            self._enter(body)

    def _enter(self, body: Body) -> None:
        if body.facts.code:
            self._coded[body.facts.code].append(body)
        if phone := phone_key(body.facts.phone):
            self._called[phone].append(body)
        for name in body.names:
            for community in body.communities:
                self._placed[name, community].append(body)

    def match(self, rows: Sequence[Candidate]) -> dict[int, Body]:
        """Row number → which record it means; rows that mean none are left out."""
        self._by_code(rows)
        self._by_name(rows, _says_nothing_new)
        self._by_name(rows, _agrees, alone=True)
        # Of several that have but their name, each keeps its place in the list.
        self._by_name(rows, lambda row, body: _is_bare(row) and _is_bare(body.facts))
        left = [row for row in rows if row.row not in self._found]
        rivals = Counter(row.place for row in left)
        for row in left:
            self._by_name_alone(row, rivals[row.place])
        new = [row for row in rows if row.row not in self._found]
        for row in new:
            self._warn(row)
        self._compare(new)
        return self._found

    def _by_code(self, rows: Sequence[Candidate]) -> None:
        for row in rows:
            coded = [body for body in self._coded.get(row.code, ()) if body.pk not in self._taken] if row.code else []
            if coded:
                # Of several records with one code, which are proposed for merging, the one at hand is meant.
                self._take(row, min(coded, key=lambda body: row.community not in body.communities))

    def _by_name(
        self, rows: Sequence[Candidate], fits: Callable[[Candidate, Body], bool], *, alone: bool = False
    ) -> None:
        for row in rows:
            if row.row in self._found:
                continue
            fitting = [body for body in self._free(row) if fits(row, body)]
            if fitting and (len(fitting) == 1 or not alone):
                self._take(row, fitting[0])

    def _by_name_alone(self, row: Candidate, rivals: int) -> None:
        free = self._free(row)
        if rivals > 1 or len(free) != 1:
            return
        phones, addresses = _phones_differ(row, free[0]), _addresses_differ(row, free[0])
        if phones and addresses:
            return
        if phones or addresses:
            self._findings.add(row.row, "name", "body_matched_by_name", "warning", row.name)
        self._take(row, free[0])

    def _free(self, row: Candidate) -> list[Body]:
        """The records that a row may mean by its name."""
        named = (body for body in self._placed.get(row.place, ()) if body.pk not in self._taken)
        return [body for body in named if not (row.code and body.facts.code and row.code != body.facts.code)]

    def _warn(self, row: Candidate) -> None:
        """Tells of a row that becomes a new record what on record it looks like."""
        called = self._called.get(phone_key(row.phone), ())
        alike = self._placed.get(row.place) or (called if len(called) < MOST_ALIKE else ())
        if alike:
            self._findings.add(row.row, "name", "looks_like_body", "warning", row.name, known=alike[0].facts.name)

    def _compare(self, rows: Sequence[Candidate]) -> None:
        """Tells of two rows of one name at one address or with one telephone, unless their codes differ."""
        seen: dict[tuple[Place, str], Candidate] = {}
        for row in rows:
            keys = [key for key in (match_key(row.address), phone_key(row.phone)) if key] or [""]
            firsts = [seen.setdefault((row.place, key), row) for key in keys]
            twin = next((one for one in firsts if one is not row and not (one.code and row.code)), None)
            if twin:
                self._findings.add(row.row, "name", "rows_look_alike", "warning", row.name, first=twin.row)

    def _take(self, row: Candidate, body: Body) -> None:
        self._taken.add(body.pk)
        self._found[row.row] = body


def phone_key(phone: str) -> str:
    """A telephone by its digits alone."""
    return "".join(filter(str.isdigit, phone))


def _says_nothing_new(row: Candidate, body: Body) -> bool:
    """Whether a row, which has more than a name, leaves address, telephone and code of a record as they are."""
    return not _is_bare(row) and (
        (not row.phone or _same_phone(row, body))
        and (not row.address or _same_address(row, body))
        and (not row.code or row.code == body.facts.code)
    )


def _agrees(row: Candidate, body: Body) -> bool:
    return _same_phone(row, body) or _same_address(row, body)


def _is_bare(one: Candidate | Facts) -> bool:
    """Whether there is nothing but a name by which to tell it from others."""
    return not (one.code or one.address or one.phone)


def _same_phone(row: Candidate, body: Body) -> bool:
    return bool(row.phone) and phone_key(row.phone) == phone_key(body.facts.phone)


def _same_address(row: Candidate, body: Body) -> bool:
    return bool(row.address) and match_key(row.address) == match_key(body.facts.address)


def _phones_differ(row: Candidate, body: Body) -> bool:
    return bool(row.phone and body.facts.phone) and not _same_phone(row, body)


def _addresses_differ(row: Candidate, body: Body) -> bool:
    return bool(row.address and body.facts.address) and not _same_address(row, body)
