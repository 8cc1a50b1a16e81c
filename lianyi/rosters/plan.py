"""What an import would do, row by row. Nothing here writes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lianyi.rosters.addresses import AddressBook, Steps
from lianyi.rosters.findings import Finding

Outcome = Literal["new", "changed", "unchanged", "bad"]
PostIn = tuple[int, str]  # a group, and the kind of post in it


@dataclass(frozen=True)
class PlannedRow:
    """`before` and `after` hold what differs, by name of the field; for somebody new `after` is everything.

    `person` is the key in the register, `home` a node of the address book, `groups` and `posts` what is to be added.
    For organisations `organisation` is the key in the directory, `area` what a new one serves, `line` what it is given.
    """

    number: int
    outcome: Outcome
    name: str = ""
    person: int | None = None
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    home: int | None = None
    groups: tuple[int, ...] = ()
    posts: tuple[PostIn, ...] = ()
    organisation: int | None = None
    area: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Plan:
    rows: Sequence[PlannedRow]
    book: AddressBook
    findings: Sequence[Finding]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, unchanged and bad."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in ("new", "changed", "unchanged", "bad")}

    @property
    def new_places(self) -> list[Steps]:
        """The addresses that have to be made for the rows that can be taken."""
        return self.book.still_to_make(row.home for row in self.rows if row.home is not None and row.outcome != "bad")

    @property
    def digest(self) -> str:
        """The same for the same intentions: what was shown is what is done, or else it is shown anew."""
        intent = [
            [
                *(row.number, row.outcome, row.person, dict(row.before), dict(row.after), row.groups, row.posts),
                *(row.organisation, row.area, row.line),
            ]
            for row in self.rows
        ]
        content = json.dumps([intent, self.new_places], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()
