"""The holidays of mainland China and the weekends worked for them, as the library `holidays` knows them.

The library follows the yearly notice of the General Office of the State Council. For a year whose notice it does not
know yet it has only what the law fixes (Regulation on Public Holidays, State Council Order 795): the festivals
themselves, made up on the next working day where they fall on a weekend, and no day moved or worked in exchange.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR, LAST_YEAR = 2001, 2099  # checked against the notices since, and until where lunar dates are known
ENGLISH, CHINESE = "en_US", "zh_CN"
AMERICAN_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")


def is_working(day: date) -> bool:
    """Whether people work on that day, weekends worked in exchange included."""
    return _library(day.year, ENGLISH).is_working_day(day)


def is_announced(year: int) -> bool:
    """Whether the notice for the year is known: every one since 2001 moved some days."""
    from holidays.countries.china import ChinaStaticHolidays

    return year in ChinaStaticHolidays.special_public_holidays


def name_of(day: date, *, chinese: bool) -> str:
    """What a day off is called; "" for other days."""
    name = _library(day.year, CHINESE if chinese else ENGLISH).get(day) or ""
    return AMERICAN_DAY.sub(r"\3-\1-\2", name)


@lru_cache(maxsize=32)
def _library(year: int, language: str) -> HolidayBase:
    # Imported here since it takes half a second. The year after tells of days in December worked for a day in January.
    from holidays import country_holidays

    return country_holidays("CN", years=(year, year + 1), expand=False, language=language)
