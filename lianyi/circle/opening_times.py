"""When the points shall be open: at any time, now, or on a working day at ten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.circle.models import Facility
from lianyi.circle.walkers import walks_step_free
from lianyi.dated import now
from lianyi.opening import is_open

ANY, NOW, WEEKDAY = "any", "now", "weekday"
NAMES: dict[str, str | Promise] = {
    ANY: _("at any time"),
    NOW: _("now"),
    WEEKDAY: _("on a working day at 10:00"),
}
CHOICES = list(NAMES.items())
_MEANT = {NOW: "now", WEEKDAY: "weekday 10:00"}


@dataclass(frozen=True)
class Counted:
    """The points that count, and of how many of them nobody knows the hours: these are counted, and it is said."""

    points: tuple[Facility, ...]
    unknown_hours: int


def moment_of(opening: str) -> datetime | None:
    """The moment meant, in local time without a zone; None for any time. Raises KeyError for an unknown mode."""
    from lianyi.streets import parse_moment  # the readers of street files take a while to load

    return None if opening == ANY else parse_moment(_MEANT[opening], timezone.localtime(now()).replace(tzinfo=None))


def counted(points: Iterable[Facility], *, profile: str, moment: datetime | None) -> Counted:
    """Without those that are closed then, and, for who cannot climb steps, those that are known to have some."""
    kept, unknown = [], 0
    for point in points:
        if walks_step_free(profile) and point.is_step_free is False:
            continue
        if moment is not None:
            told = is_open(point.shown_hours, moment)
            if told is False:
                continue
            unknown += told is None
        kept.append(point)
    return Counted(tuple(kept), unknown)
