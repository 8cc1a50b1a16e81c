"""Cells that hold degrees, numbers of people, or yes and no, in the ways in which people write them."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from lianyi.sheets.sheet import Cell

_YES = frozenset(("yes", "y", "true", "t", "1", "是", "有", "可", "可以", "√", "✓", "✔", "designated"))
_NO = frozenset(("no", "n", "false", "f", "0", "否", "无", "没有", "不", "不可以", "×", "✗", "limited", "部分"))
_NOTHING = frozenset(("", "-", "--", "—", "——", "/", "无", "不详", "未知", "暂无", "n/a", "none", "null", "nan", "nil"))
_SIXTIETHS = re.compile(r"(\d{1,3})[°度d](\d{1,2}(?:\.\d+)?)[′'分m](?:(\d{1,2}(?:\.\d+)?)(?:″|\"|''|秒|s)?)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SIDES = ("东经", "西经", "北纬", "南纬")


def is_nothing(cell: Cell) -> bool:
    """Whether people write this for "not known"."""
    return isinstance(cell, str) and (not cell or cell.strip().casefold() in _NOTHING)


def number(cell: Cell) -> float | None:
    """A finite number, None when it is none; "1,234" and full-width digits are."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) else None
    if not isinstance(cell, str):
        return None
    try:
        value = float(cell)
    except ValueError:
        return _oddly_written(cell)
    return value if math.isfinite(value) and "_" not in cell else None


def _oddly_written(cell: str) -> float | None:
    text = unicodedata.normalize("NFKC", cell).strip()
    return float(text.replace(",", "")) if _THOUSANDS.fullmatch(text) else None


def amount(cell: Cell) -> float | None:
    """A number of people, places or square metres: also "12人", "30 户"."""
    if isinstance(cell, str) and not cell.isascii():
        cell = re.sub(r"\s*(?:人|位|名|个|户|张|㎡|平方米|平米)$", "", cell.strip())
    return number(cell)


def degrees(cell: Cell) -> float | None:
    """Degrees as a number: 116.397, "116.397°E", "东经116°23′50″"; west and south negative. None when they are none."""
    plain = number(cell)
    return plain if plain is not None or not isinstance(cell, str) else _worded(cell)


@lru_cache(maxsize=4096)
def _worded(cell: str) -> float | None:
    text = re.sub(
        r"\s+", "", unicodedata.normalize("NFKC", cell.replace("''", '"')).replace("″", '"').replace("′", "'")
    )
    sign = -1.0 if re.search(r"[WSws]$|^[WSws]|西经|南纬", text) else 1.0
    for word in _SIDES:
        text = text.replace(word, "")
    text = re.sub(r"^[EWNSewns]|[EWNSewns]$", "", text)
    if found := _SIXTIETHS.fullmatch(text):
        whole, minutes, seconds = float(found[1]), float(found[2]), float(found[3] or 0)
        return sign * (whole + minutes / 60 + seconds / 3600) if minutes < 60 and seconds < 60 else None
    value = number(text.rstrip("°度"))
    return None if value is None else sign * value


def pair(cell: Cell) -> tuple[float, float] | None:
    """Longitude and latitude in one cell: "116.397,39.909"; None when they are not two numbers."""
    parts = re.split(r"[,，;；\s]+", str(cell).strip("()（）[]【】 "))
    if len(parts) != 2:
        return None
    east, north = degrees(parts[0]), degrees(parts[1])
    return None if east is None or north is None else (east, north)


def yes_or_no(cell: Cell) -> int | None:
    """1 yes, 0 no, -1 nothing told, None for what is neither."""
    text = str(cell).strip().casefold()
    if isinstance(cell, float) and cell in (0.0, 1.0):
        return int(cell)
    if text in _YES:
        return 1
    if text in _NO:
        return 0
    return -1 if is_nothing(text) else None
