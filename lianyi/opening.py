"""Opening hours as people write them, in the notation of OpenStreetMap; and whether a moment lies within them.

The notation: https://wiki.openstreetmap.org/wiki/Key:opening_hours (read by the library opening-hours).
"""

from __future__ import annotations

import re
from datetime import datetime

from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
CHINESE = "一二三四五六日"
ENGLISH = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WRITTEN = (
    (r"每天|天天|every day|daily", "Mo-Su"),
    (r"工作日|working days|weekdays", "Mo-Fr"),
    (r"周末|weekends?", "Sa-Su"),
    (r"(节假日|法定节假日|public holidays)\s*(休息|关闭|closed|off)", "PH off"),
    (r"全天|24\s*小时|24 hours", "00:00-24:00"),
)


def notation(text: str) -> str:
    """The notation for hours as somebody wrote them: "周一至周五 9:00-12:00，13:30-17:00". "" for nothing.

    Raises ValueError for what cannot be read.
    """
    if not text.strip():
        return ""
    try:
        return str(OpeningHours(_translated(text)).normalize())
    except ParserError as error:
        raise ValueError(text) from error


def is_open(hours: str, moment: datetime) -> bool | None:
    """Whether a place is open at a moment (local time without a zone); None where no hours are known."""
    return bool(OpeningHours(hours).is_open(moment)) if hours else None


def _translated(text: str) -> str:
    text = text.strip().translate(str.maketrans("：，；～—–至到、", ":,;-----,"))
    for pattern, written in _WRITTEN:
        text = re.sub(pattern, f" {written} ", text, flags=re.IGNORECASE)
    for day, han, latin in zip(DAYS, CHINESE, ENGLISH, strict=True):
        text = re.sub(rf"(周|星期|礼拜){han}", f" {day} ", text)
        text = re.sub(rf"\b{latin}[a-z]*\.?", day, text, flags=re.IGNORECASE)
    text = re.sub(r"(周|星期|礼拜)天", " Su ", text)
    text = re.sub(r"(?<!\d)(\d):(\d\d)", r"0\1:\2", text)
    text = re.sub(r"\s*(?:\bto\b|([-,]))\s*", lambda found: found[1] or "-", text)
    text = re.sub(r"(\d\d:\d\d)\s+(\d\d:\d\d)", r"\1,\2", text)
    text = re.sub(r"(\d\d:\d\d)[,\s]+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b)", r"\1; ", text)
    text = re.sub(r"\s+", " ", text).strip()
    return "24/7" if text == "00:00-24:00" else text
