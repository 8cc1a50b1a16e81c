"""When a place is open, as schedules with the fields of iCalendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_default_timezone

from lianyi.openapi.hsds import words
from lianyi.openapi.hsds.weeks import Opening, week_of
from lianyi.openapi.ids import Ids
from lianyi.responsibilities import hours
from lianyi.responsibilities.models import ServicePoint

A_DAY = timedelta(days=1)


def schedules(point: ServicePoint, day: date, key: Ids) -> list[dict[str, Any]]:
    """One schedule for each span of hours; a single one in words where the hours do not repeat each week."""
    if not point.hours:
        return []
    week = week_of(point.hours)
    said = _said(point, day)
    if week is None or not week.openings:
        return [{"id": key.of("schedule", point.pk, 0), **said}]
    if week.closes_on_holidays:
        said["notes"] = words.closed_on_holidays()
    offset = _offset(day)
    return [
        {"id": key.of("schedule", point.pk, number), **said, **_repeating(opening, offset)}
        for number, opening in enumerate(week.openings, 1)
    ]


def _said(point: ServicePoint, day: date) -> dict[str, Any]:
    said: dict[str, Any] = {"description": hours.shown(point.hours), "timezone": _hours(_offset(day))}
    if point.starts_on:
        said["valid_from"] = point.starts_on.isoformat()
    if point.ends_on and point.ends_on > date.min:
        said["valid_to"] = (point.ends_on - A_DAY).isoformat()  # theirs is the last day, ours the first without
    return said


def _repeating(opening: Opening, offset: timedelta) -> dict[str, Any]:
    zone = _written(offset)
    return {
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": ",".join(opening.days),
        "opens_at": f"{opening.opens}{zone}",
        "closes_at": f"{opening.closes}{zone}",
    }


def _offset(day: date) -> timedelta:
    """How far the site's time is from UTC at noon of a day."""
    return datetime.combine(day, time(12), get_default_timezone()).utcoffset() or timedelta()


def _hours(offset: timedelta) -> float:
    found = offset / timedelta(hours=1)
    return int(found) if found.is_integer() else found


def _written(offset: timedelta) -> str:
    minutes = round(offset / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
