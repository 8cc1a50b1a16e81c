"""Names in the order of the strokes of the surname (姓氏笔画), the neutral order of Chinese ballots and lists."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("strokes.txt")
Key = tuple[int, tuple[int, ...], str]


def stroke_key(name: str) -> Key:
    """For `sorted(names, key=stroke_key)`.

    Character by character, so that compound surnames stand behind the simple ones they begin with, and the given name
    decides between equal surnames: fewer strokes first, then the strokes as they are written, 横竖撇点折. Rare
    characters outside the table follow those in it; names that do not begin with a Chinese character come last.
    """
    told = "".join(name.split())
    if not told or not _is_chinese(told[0]):
        return (1, (), told.casefold())
    return (0, tuple(_rank(character) for character in told), told)


def _rank(character: str) -> int:
    table = _ranks()
    return table.get(character, len(table) + ord(character))


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


@cache
def _ranks() -> dict[str, int]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    characters = "".join(line for line in lines if not line.startswith("#"))
    return {character: rank for rank, character in enumerate(characters)}
