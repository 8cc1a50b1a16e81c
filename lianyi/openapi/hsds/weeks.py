"""Opening hours in the notation of OpenStreetMap as the weekly openings that a calendar knows.

Only what repeats each week is read. Months, weeks of the year, sunrise and single days have no counterpart in a weekly
rule, and a half-read notation would send somebody to a closed door: of these nothing is said but the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")  # as iCalendar writes them
_ONE = "|".join(day.title() for day in DAYS)
_RULE = re.compile(rf"(?:(?P<days>(?:{_ONE})(?:[-,](?:{_ONE}))*)\s+)?(?P<hours>off|closed|\d\d:\d\d-[\d:,-]+)")
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_HOLIDAYS = re.compile(r"PH\s+(off|closed)")
LAST_MINUTE = "23:59"  # a day has no 24:00 for the programs that read this

Span = tuple[str, str]


@dataclass(frozen=True)
class Opening:
    """Days with the same hours. `closes` before `opens` is on the next day."""

    days: tuple[str, ...]
    opens: str
    closes: str


@dataclass(frozen=True)
class Week:
    """All openings of a week; `closes_on_holidays` where the notation says so."""

    openings: tuple[Opening, ...]
    closes_on_holidays: bool = False


def week_of(notation: str) -> Week | None:
    """The week that a notation describes; None where it says what does not repeat each week."""
    if notation == "24/7":
        notation = "00:00-24:00"
    by_day: dict[str, list[Span]] = {}
    closes_on_holidays = False
    for rule in filter(None, (part.strip() for part in notation.split(";"))):
        if _HOLIDAYS.fullmatch(rule):
            closes_on_holidays = True
            continue
        read = _rule(rule)
        if read is None:
            return None
        days, spans = read
        by_day |= dict.fromkeys(days, spans)  # a later rule replaces the earlier ones of its days
    return Week(_together(by_day), closes_on_holidays)


def _rule(text: str) -> tuple[list[str], list[Span]] | None:
    found = _RULE.fullmatch(text)
    if found is None:
        return None
    days = _days(found["days"]) if found["days"] else list(DAYS)
    if found["hours"] in ("off", "closed"):
        return days, []
    spans = [_SPAN.fullmatch(part) for part in found["hours"].split(",")]
    read = [(one[1], one[2]) for one in spans if one and one[1] != one[2] and one[1] < "24:00" and one[2] <= "24:00"]
    return (days, read) if len(read) == len(spans) else None


def _days(text: str) -> list[str]:
    found: list[str] = []
    for part in text.upper().split(","):
        first, _to, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            continue
        start, length = DAYS.index(first), (DAYS.index(last or first) - DAYS.index(first)) % 7
        found += [DAYS[(start + step) % 7] for step in range(length + 1)]
    return found


def _together(by_day: dict[str, list[Span]]) -> tuple[Opening, ...]:
    days: dict[Span, list[str]] = {}
    for day in DAYS:
        for span in by_day.get(day, []):
            days.setdefault(span, []).append(day)
    return tuple(
        Opening(tuple(dict.fromkeys(on)), opens, LAST_MINUTE if closes == "24:00" else closes)
        for (opens, closes), on in days.items()
    )
