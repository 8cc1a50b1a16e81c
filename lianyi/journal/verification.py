"""Walks the chain from its start and names the first broken link."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from lianyi.journal import chain
from lianyi.journal.actions import ERASED, facts
from lianyi.journal.models import Entry, Head, Part

BATCH = 500


@dataclass(frozen=True)
class Verification:
    """`broken_at` is the number of the first entry that does not hold, with the reason as a code; None if all hold.

    `last` is the link of the last entry that was reached.
    """

    entries: int
    broken_at: int | None = None
    reason: str = ""
    last: str = chain.START

    @property
    def holds(self) -> bool:
        return self.broken_at is None


def verify(noted: str = "") -> Verification:
    """Recomputes every link. Reads the journal in batches, so memory does not grow with its length.

    `noted` is "number:link" as this function gave it earlier. Whoever rewrites the whole chain cannot rewrite that.
    """
    expected, previous, erasures = 1, chain.START, _erasures()
    while batch := list(Entry.objects.filter(number__gte=expected).order_by("number")[:BATCH]):
        prefetch_related_objects(batch, "parts")
        for entry in batch:
            reason = _fault(entry, expected, previous, erasures) or _against(noted, entry)
            if reason:
                return Verification(expected - 1, expected, reason, previous)
            previous, expected = entry.hash, expected + 1
    return _end(expected, previous, noted)


def _end(expected: int, previous: str, noted: str) -> Verification:
    head = Head.objects.filter(pk=1).first()
    ends = (head.number, head.hash) if head else (0, chain.START)
    if ends != (expected - 1, previous) or _number(noted) >= expected:
        return Verification(expected - 1, expected, "end-missing", previous)
    return Verification(expected - 1, last=previous)


def _erasures() -> set[int]:
    return set(Entry.objects.filter(action=ERASED).values_list("number", flat=True))


def _fault(entry: Entry, expected: int, previous: str, erasures: set[int]) -> str:
    if entry.number != expected:
        return "entry-missing"
    if entry.previous_hash != previous:
        return "previous-changed"
    parts = sorted(entry.parts.all(), key=lambda part: part.position)
    if chain.parts_hash([part.commitment for part in parts]) != entry.parts_hash:
        return "parts-changed"
    if [part.position for part in parts] != list(range(len(parts))):
        return "parts-changed"
    if chain.entry_hash(facts(entry)) != entry.hash:
        return "entry-changed"
    if entry.action == ERASED and [part.content for part in parts] != [_erased(entry.number)]:
        return "erasure-changed"
    return next((fault for part in parts if (fault := _part_fault(part, erasures))), "")


def _part_fault(part: Part, erasures: set[int]) -> str:
    if part.erased_by is not None:
        is_empty = part.content is None and part.person_id is None and not part.salt
        return "" if part.erased_by in erasures and is_empty else "erasure-unknown"
    content = chain.commitment(part.salt, part.person_id, part.content)
    return "" if content == part.commitment else "content-changed"


def _erased(number: int) -> dict[str, object]:
    """What the entry of an erasure must hold about the parts it forgot."""
    forgotten = Part.objects.filter(erased_by=number).order_by("entry_id", "position")
    return chain.erasure(forgotten.values_list("commitment", flat=True))


def _against(noted: str, entry: Entry) -> str:
    return "rewritten" if _number(noted) == entry.number and noted.partition(":")[2] != entry.hash else ""


def _number(noted: str) -> int:
    number = noted.partition(":")[0]
    return int(number) if number.isdecimal() else 0
