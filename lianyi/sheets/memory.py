"""The headings of a file as they were, so that an export looks like the form that people know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from lianyi.sheets.columns import EXAMPLE_NOTES, Layout
from lianyi.sheets.headings import Headings


@dataclass(frozen=True)
class HeadingMemory:
    """Headings in their order, unknown ones included, with the key of the layout that each stands for (or None).

    `groups` are the headings over them where the form had two heading rows, else empty.
    """

    headings: tuple[str, ...]
    keys: tuple[str | None, ...]
    title: str = ""
    groups: tuple[str, ...] = ()

    @classmethod
    def of(cls, headings: Headings) -> HeadingMemory:
        columns = list(headings.columns)
        while columns and columns[-1].use == "blank":
            columns.pop()
        return cls(
            tuple(found.heading for found in columns),
            tuple(found.column.key if found.column and found.use == "stored" else None for found in columns),
            reduce(str.removesuffix, EXAMPLE_NOTES, headings.title),
            tuple(found.group for found in columns) if headings.depth == 2 else (),
        )

    @classmethod
    def of_layout(cls, layout: Layout, language: str) -> HeadingMemory:
        """For data that came without a file: every column of the layout."""
        return cls(
            tuple(column.heading(language) for column in layout.columns),
            tuple(column.key for column in layout.columns),
            layout.title(language),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "headings": list(self.headings),
            "keys": list(self.keys),
            "title": self.title,
            "groups": list(self.groups),
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> HeadingMemory:
        def texts(name: str) -> tuple[Any, ...]:
            values: Sequence[Any] = content.get(name, ())
            return tuple(values)

        return cls(texts("headings"), texts("keys"), content.get("title", ""), texts("groups"))
