"""How a person is named where others may look over the shoulder."""

from __future__ import annotations


def short_name(name: str) -> str:
    """Enough for its owner to recognise: "林晓禾" -> "林＊＊", "Anna Berg" -> "Anna"."""
    first, *others = name.split() or [""]
    if others or first.isascii():
        return first
    return first[:1] + "＊" * (len(first) - 1)
