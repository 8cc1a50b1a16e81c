"""A way in words, for whoever has no map before their eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

if TYPE_CHECKING:
    from lianyi.engines.reach import Leg, Route

WORTH_SAYING = 20.0  # metres between door and street: less goes without saying


def told(way: Route) -> list[str]:
    """Leg by leg, in the reader's language."""
    lines = [_leg(leg) for leg in way.legs if leg.metres >= 1]
    if way.door_m >= WORTH_SAYING:
        lines.insert(0, _("From the door %(metres)d m to the street.") % {"metres": round(way.door_m)})
    if way.point_m >= WORTH_SAYING:
        lines.append(_("The last %(metres)d m from the street to the door.") % {"metres": round(way.point_m)})
    return lines


def _leg(leg: Leg) -> str:
    words = {"street": leg.street or _("a path"), "metres": _round(leg.metres), "heading": _heading(leg.heading)}
    text = {
        "start": _("Go %(heading)s along %(street)s for %(metres)d m."),
        "straight": _("Straight on along %(street)s for %(metres)d m."),
        "left": _("Turn left into %(street)s and go %(metres)d m."),
        "right": _("Turn right into %(street)s and go %(metres)d m."),
        "back": _("Turn back along %(street)s for %(metres)d m."),
    }[str(leg.turn)]
    told = text % words
    return _("%(way)s There are steps.") % {"way": told} if leg.features & 1 else told


def _round(metres: float) -> int:
    """To ten metres, as people say it; short ones as they are."""
    return round(metres / 10) * 10 if metres >= 30 else max(round(metres), 1)


def _heading(degrees: float) -> str:
    names = (
        pgettext("direction", "north"),
        pgettext("direction", "north-east"),
        pgettext("direction", "east"),
        pgettext("direction", "south-east"),
        pgettext("direction", "south"),
        pgettext("direction", "south-west"),
        pgettext("direction", "west"),
        pgettext("direction", "north-west"),
    )
    return names[round(degrees / 45) % 8]
