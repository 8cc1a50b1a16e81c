"""Identifiers for machines: the same row has the same one on every day and in every file."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from lianyi.journal.models import Entry

LIANYI = UUID("6f0d3a0e-3f0e-5a55-9c5e-0c5c2a1c7c51")


@dataclass(frozen=True)
class Ids:
    """The identifiers of one installation."""

    namespace: UUID

    def of(self, table: str, *keys: object) -> str:
        """The identifier of a row, or of what several rows are together."""
        return str(uuid5(self.namespace, "/".join([table, *map(str, keys)])))


def ids() -> Ids:
    """The identifiers of this installation.

    Two installations have a body number 7 each, and whoever collects from both must not take them for one. What tells
    installations apart for good, wherever they move, is the first entry of their journal.
    """
    first = Entry.objects.order_by("number").values_list("hash", flat=True).first()
    return Ids(uuid5(LIANYI, first or ""))
