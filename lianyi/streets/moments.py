"""Which points are open at a moment, and the moments that people ask for: "now", "weekday 10:00", "周六 19:30"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from lianyi.opening import is_open
from lianyi.streets.places import NOT_TOLD, Table

_DAYS = {
    **dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), range(7), strict=True)),
    **{name + day: at for name in ("周", "星期") for at, day in enumerate("一二三四五六日")},
    "周天": 6,
    "星期天": 6,
    "weekday": 2,
    "工作日": 2,
    "weekend": 5,
    "周末": 5,
}
_CLOCK = re.compile(r"(.+?)\s*(\d{1,2})[:：](\d{2})")
_NOW = ("now", "现在", "此刻")


def parse_moment(text: str, now: datetime) -> datetime | None:
    """The moment meant, None when it cannot be read. A day of the week is its next occurrence, today included.

    "weekday" is a Wednesday and "weekend" a Saturday: the days least touched by Monday rests and short Fridays.
    """
    text = text.strip().lower()
    if text in _NOW:
        return now.replace(second=0, microsecond=0)
    found = _CLOCK.fullmatch(text)
    if found and found[1].strip() in _DAYS and int(found[2]) < 24 and int(found[3]) < 60:
        day = now + timedelta(days=(_DAYS[found[1].strip()] - now.weekday()) % 7)
        return day.replace(hour=int(found[2]), minute=int(found[3]), second=0, microsecond=0)
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def open_at(table: Table, moment: datetime) -> NDArray[np.int8]:
    """Per row 1 open, 0 closed, -1 where the hours are not told."""
    answers = {hours: is_open(hours, moment) for hours in set(table.hours)}
    numbers = {hours: NOT_TOLD if told is None else int(told) for hours, told in answers.items()}
    return np.array([numbers[hours] for hours in table.hours], dtype=np.int8)
