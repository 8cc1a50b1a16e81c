"""Walks the chain from its start and names the first broken link."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from lianyi.journal import chain
from lianyi.journal.actions import facts
from lianyi.journal.models import Entry, Head, Part

BATCH = 2000


@dataclass(frozen=True)
class Verification:
    """`broken_at` is the number of the first entry that does not hold, with the reason as a code; None if all hold."""

    entries: int
    broken_at: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify() -> Verification:
    """Recomputes every link. Reads the journal in batches, so memory does not grow with its length."""
    expected, previous, erasures = 1, chain.START, _erasures()
    while batch := list(Entry.objects.filter(number__gte=expected).order_by("number")[:BATCH]):
        prefetch_related_objects(batch, "parts")
        for entry in batch:
            reason = _fault(entry, expected, previous, erasures)
            if reason:
                return Verification(expected - 1, expected, reason)
            previous, expected = entry.hash, expected + 1
    head = Head.objects.filter(pk=1).first()
    if (head.number if head else 0) != expected - 1 or (head and head.hash != previous):
        return Verification(expected - 1, expected, "end-missing")
    return Verification(expected - 1)


def _erasures() -> set[int]:
    return set(Entry.objects.filter(action="person.erased").values_list("number", flat=True))


def _fault(entry: Entry, expected: int, previous: str, erasures: set[int]) -> str:
    if entry.number != expected:
        return "entry-missing"
    if entry.previous_hash != previous:
        return "previous-changed"
    parts = sorted(entry.parts.all(), key=lambda part: part.position)
    if chain.parts_hash([part.commitment for part in parts]) != entry.parts_hash:
        return "parts-changed"
    if chain.entry_hash(facts(entry)) != entry.hash:
        return "entry-changed"
    return next((fault for part in parts if (fault := _part_fault(part, erasures))), "")


def _part_fault(part: Part, erasures: set[int]) -> str:
    if part.erased_by is not None:
        return "" if part.erased_by in erasures and part.content is None else "erasure-unknown"
    content = chain.commitment(part.salt, part.person_id, part.content)
    return "" if content == part.commitment else "content-changed"
