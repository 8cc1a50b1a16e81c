"""Who walks: the profiles of the engine with the speeds of the rule pack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.wording import rule

if TYPE_CHECKING:
    from lianyi.engines.reach import Profile

NAMES: dict[str, str | Promise] = {
    "adult": _("an adult"),
    "elder": _("an elderly person"),
    "wheelchair": _("with a wheelchair"),
    "pram": _("with a pram"),
}
CHOICES = list(NAMES.items())
FIRST = "adult"


def profile(code: str) -> Profile:
    """Raises KeyError for a profile that does not exist."""
    from lianyi.engines.reach import PROFILES  # behind it is SciPy, which takes a while to load

    return replace(PROFILES[code], metres_per_minute=_speeds()[code])


def walks_step_free(code: str) -> bool:
    """Whether a point with steps is no use to them."""
    return code == "wheelchair"


def name_of(code: str) -> str:
    return str(NAMES[code])


def _speeds() -> dict[str, int]:
    return {
        "adult": rule("circle.speed_adult").number,
        "elder": rule("circle.speed_elder").number,
        "wheelchair": rule("circle.speed_wheelchair").number,
        "pram": rule("circle.speed_pram").number,
    }
