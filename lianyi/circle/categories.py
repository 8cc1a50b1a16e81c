"""The kinds of facilities of the rule pack, their level and limits, and what files call them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml
from django.utils.translation import get_language

from lianyi.rules import Rule
from lianyi.wording import rule

LEVELS = (15, 10, 5)
_LOOSE = re.compile(r"[\s_\-]+")


class Measure(StrEnum):
    """What "within reach" means on a page."""

    FIFTEEN = "15"  # minutes on foot, whatever the facility
    MINUTES = "minutes"  # 15, 10 or 5 by the level of the facility
    METRES = "metres"  # the walking distance of the standard for that level


@dataclass(frozen=True)
class Category:
    """A kind of facility. `level` is 15, 10 or 5, 0 for what the rule pack does not know."""

    code: str
    name: str
    level: int

    @property
    def minutes(self) -> int:
        """The limit of its level in minutes; 15 for what has no level."""
        return minutes_of(self.level or 15)


def categories() -> tuple[Category, ...]:
    """Those of the rule pack, in its order, the widest circle first, in the reader's language."""
    language = get_language()
    return tuple(
        Category(code, dict(listed.options)[code].within(language), level)
        for level, listed in zip(LEVELS, _lists(), strict=True)
        for code in _codes(listed)
    )


def category(code: str) -> Category:
    """A kind by its code. A code that the rule pack does not know is the name that somebody wrote."""
    return next((one for one in categories() if one.code == code), Category(code, code, 0))


def code_of(written: str) -> str:
    """The code for what a file calls a kind; what is written there when we do not know it."""
    loose = _key(written)
    if not loose:
        return ""
    codes = {one.code: one.name for one in categories()}
    for code, name in codes.items():
        if loose in (_key(code), _key(name)):
            return code
    known = _synonyms().get(loose, "")
    return known if known in codes else " ".join(written.split()).replace("/", "／")[:40]  # it stands in addresses


def minutes_of(level: int) -> int:
    """The rule packs name each limit; here they meet their level."""
    return {15: rule("circle.minutes"), 10: rule("circle.minutes_ten"), 5: rule("circle.minutes_five")}[level].number


def metres_of(level: int) -> int:
    return {
        15: rule("circle.metres_fifteen"),
        10: rule("circle.metres_ten"),
        5: rule("circle.metres_five"),
    }[level].number


def _lists() -> tuple[Rule, Rule, Rule]:
    return rule("circle.facilities_fifteen"), rule("circle.facilities_ten"), rule("circle.facilities_five")


def _codes(listed: Rule) -> tuple[str, ...]:
    return tuple(str(one) for one in listed.value) if isinstance(listed.value, tuple) else ()


def _key(text: str) -> str:
    return _LOOSE.sub("", text).lower()


@cache
def _synonyms() -> dict[str, str]:
    """What files write → our code."""
    data = resources.files("lianyi.circle").joinpath("synonyms.yaml").read_bytes()
    return {_key(name): code for code, names in yaml.safe_load(data).items() for name in names}
