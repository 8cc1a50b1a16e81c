"""The sheet on which everybody who comes signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lianyi.elections.evening import Evening
from lianyi.elections.models import Election, Elector, Round
from lianyi.elections.papers.heading import heading
from lianyi.elections.papers.paper import Asked

ROWS = 22  # of a page; each holds two people
Row = dict[str, Any]
NOBODY: Row = {"number": "", "name": ""}


def sign_in(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """Those expected, by their numbers; below them those who may come without being counted."""
    evening = Evening(election)
    rows = [_row(elector) for elector in evening.electors if elector.is_expected]
    pages = _pages(rows)
    return {
        **heading(election),
        "expected": evening.expected,
        "rows": rows,
        "pairs": [pair for page in pages for pair in page],
        "pages": [{"number": number, "pairs": page} for number, page in enumerate(pages, 1)],
        "page_count": len(pages),
        "guests": [_row(elector) for elector in evening.electors if not elector.is_expected],
    }


def _pages(rows: Sequence[Row]) -> list[list[dict[str, Row]]]:
    """Two columns, each read downward; the last page is filled evenly."""
    pages = []
    for start in range(0, max(len(rows), 1), 2 * ROWS):
        part = rows[start : start + 2 * ROWS]
        half = -(-len(part) // 2)
        right = [*part[half:], NOBODY]
        pages.append([{"left": left, "right": right[place]} for place, left in enumerate(part[:half])])
    return pages


def _row(elector: Elector) -> Row:
    return {"number": elector.number, "name": elector.person.name or "—"}
