"""Counts that may be shown in public: none that covers too few people, none that follows from the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pooled:
    """A count of one level, or of several that were put together because one alone would cover too few."""

    levels: tuple[int, ...]
    count: int


def public_levels(counts: Mapping[int, int], threshold: int) -> list[Pooled] | None:
    """Counts of people per level, worst ones pooled until each covers enough; None where even all together do not.

    Only whole counts are published, so no difference between them covers fewer people than the threshold.
    """
    kept: list[Pooled] = []
    for level in sorted(counts):
        if counts[level]:
            kept.append(Pooled((level,), counts[level]))
    while any(pooled.count < threshold for pooled in kept) and len(kept) > 1:
        smallest = min(kept, key=lambda pooled: (pooled.count, -pooled.levels[0]))
        place = kept.index(smallest)
        other = kept.pop(place - 1 if place else 1)
        place = kept.index(smallest)
        levels = tuple(sorted(smallest.levels + other.levels))
        kept[place] = Pooled(levels, smallest.count + other.count)
    return kept if kept and kept[0].count >= threshold else None


def public_size(size: int, threshold: int) -> int | None:
    """A group's size, None where it is too small to be told."""
    return size if size >= threshold else None


def public_total(sizes: Mapping[int, int], threshold: int) -> int | None:
    """How many people all groups have together; None where it would give away the one size that is not told."""
    hidden = sum(0 < size < threshold for size in sizes.values())
    return None if hidden == 1 else sum(sizes.values())
