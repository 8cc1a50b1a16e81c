"""Opening hours: written as people write them, kept in the notation of OpenStreetMap, shown in either language.

Reading them is the work of :mod:`lianyi.opening`; here they meet a person.
"""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from opening_hours import OpeningHours

from lianyi.opening import DAYS, is_open, notation
from lianyi.scope import Refused

__all__ = ["DAYS", "day_name", "is_open", "next_change", "normalised", "shown"]


def normalised(text: str) -> str:
    """The notation for hours as somebody wrote them: "周一至周五 9:00-12:00，13:30-17:00". "" for nothing.

    Raises Refused for what cannot be read.
    """
    try:
        return notation(text)
    except ValueError as fault:
        told = _("“%(text)s” cannot be read as opening hours. Write them like this: 周一至周五 9:00-12:00，13:30-17:00")
        raise Refused(told % {"text": text.strip()}) from fault


def shown(hours: str) -> str:
    """The hours in the reader's language."""
    if hours == "24/7":
        return _("day and night")
    names = dict(zip(DAYS, _day_names(), strict=True))
    text = _("every day %(hours)s") % {"hours": hours} if hours[:1].isdigit() else hours
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


def next_change(hours: str, moment: datetime) -> datetime | None:
    """When it closes or opens next; None where that is not known or never happens."""
    if not hours:
        return None
    change = OpeningHours(hours).next_change(moment)
    return change.replace(tzinfo=None) if change else None
