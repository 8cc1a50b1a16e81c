"""What came of reading rows: what can be taken, what is wrong, what says nothing new."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from lianyi.sheets import Row

Taken = TypeVar("Taken")


class RowError(ValueError):
    """A row that cannot be taken: the column concerned ("" for the whole row), and why in a sentence."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key, self.text = key, text


@dataclass(frozen=True)
class RowProblem:
    row: int
    key: str
    text: str


@dataclass(frozen=True)
class Reading(Generic[Taken]):
    taken: list[Taken]
    problems: list[RowProblem]
    unchanged: int


def read_rows(
    rows: Iterable[Row], read: Callable[[Row], Taken | None], progress: Callable[[int], None] = lambda done: None
) -> Reading[Taken]:
    """Reads each row; None means that it says what is stored already. `progress` hears how many are done."""
    taken: list[Taken] = []
    problems: list[RowProblem] = []
    unchanged = 0
    for done, row in enumerate(rows):
        progress(done)
        try:
            found = read(row)
        except RowError as error:
            problems.append(RowProblem(row.number, error.key, error.text))
            continue
        if found is None:
            unchanged += 1
        else:
            taken.append(found)
    return Reading(taken, problems, unchanged)
