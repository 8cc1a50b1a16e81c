"""Counts of few people are not shown: what a page may say of residents (see docs/engines/disclosure.md)."""

from __future__ import annotations

from collections.abc import Sequence

from lianyi.circle.models import Home
from lianyi.engines.disclosure import Table, suppress
from lianyi.wording import rule

MOST_CELLS = 2000  # beyond it no single count is shown


def residents_shown(homes: Sequence[Home]) -> dict[int, int | None]:
    """By home key; None where the count is small, or would give a small one away against the total that is shown."""
    if len(homes) > MOST_CELLS:
        return {one.pk: None for one in homes}
    threshold = rule("privacy.internal_threshold").number
    hidden = suppress(Table.one_way({one.pk: one.residents for one in homes}), threshold).hidden
    return {one.pk: None if (one.pk,) in hidden else one.residents for one in homes}


def share_shown(inside: int, everybody: int, threshold: int) -> int | None:
    """In whole per cent, rounded down, so that 100 means everybody; None where too few people stand behind it."""
    return 100 * inside // everybody if everybody >= max(threshold, 1) else None
