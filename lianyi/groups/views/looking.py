"""How a view notes whose records it shows."""

from __future__ import annotations

from collections.abc import Iterable

from lianyi.journal.actions import look
from lianyi.request import Request


def seen(request: Request, person_ids: Iterable[int], what: str, community_id: int) -> None:
    """An access entry for each of these persons, for the purpose of forming groups."""
    look(person_ids, by=request.actor, what=what, purpose="forming", community_id=community_id)
