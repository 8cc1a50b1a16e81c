"""Opening hours: written as people write them, kept in the notation of OpenStreetMap, shown in either language.

The notation, and whether a moment lies within it: https://wiki.openstreetmap.org/wiki/Key:opening_hours (read by the
library opening-hours).
"""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from lianyi.scope import Refused

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


def normalised(text: str) -> str:
    """The notation for hours as somebody wrote them: "周一至周五 9:00-12:00，13:30-17:00". "" for nothing.

    Raises Refused for what cannot be read.
    """
    if not text.strip():
        return ""
    notation = _notation(text)
    try:
        return str(OpeningHours(notation).normalize())
    except ParserError as fault:
        told = _("“%(text)s” cannot be read as opening hours. Write them like this: 周一至周五 9:00-12:00，13:30-17:00")
        raise Refused(told % {"text": text.strip()}) from fault


def shown(notation: str) -> str:
    """The hours in the reader's language."""
    if notation == "24/7":
        return _("day and night")
    names = dict(zip(DAYS, _day_names(), strict=True))
    text = _("every day %(hours)s") % {"hours": notation} if notation[:1].isdigit() else notation
    text = re.sub(r"PH (off|closed)", _("closed on public holidays"), text)
    one = "|".join(DAYS)
    text = re.sub(
        rf"\b({one})-({one})\b",
        lambda found: pgettext("days", "%(first)s to %(last)s") % {"first": names[found[1]], "last": names[found[2]]},
        text,
    )
    text = re.sub(rf"\b({one})\b", lambda found: names[found[1]], text)
    return text.replace(",", _(", ")).replace("; ", _("; "))


def day_name(weekday: int) -> str:
    """The name of a day, Monday being 0."""
    return _day_names()[weekday]


def _day_names() -> list[str]:
    return [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]


def is_open(notation: str, moment: datetime) -> bool | None:
    """Whether a place is open at a moment (local time without a zone); None where no hours are known."""
    return bool(OpeningHours(notation).is_open(moment)) if notation else None


def next_change(notation: str, moment: datetime) -> datetime | None:
    """When it closes or opens next; None where that is not known or never happens."""
    if not notation:
        return None
    change = OpeningHours(notation).next_change(moment)
    return change.replace(tzinfo=None) if change else None


def _notation(text: str) -> str:
    text = text.strip().translate(str.maketrans("：，；～—–至到、", ":,;-----,"))
    for pattern, notation in _WRITTEN:
        text = re.sub(pattern, f" {notation} ", text, flags=re.IGNORECASE)
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
