"""A page of a list, as HSDS wraps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from lianyi.openapi.hsds.places import Json


def page_of(keys: Sequence[str], make: Callable[[str], Json], *, number: int, size: int) -> dict[str, Any]:
    """The entries of one page; a page after the last one is empty."""
    total_pages = -(-len(keys) // size)
    contents = [make(key) for key in keys[(number - 1) * size : number * size]]
    return {
        "total_items": len(keys),
        "total_pages": total_pages,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= total_pages,
        "empty": not contents,
        "contents": contents,
    }
