"""What the map says of itself, in the reader's language."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _


def map_words() -> str:
    """As the map library names its texts, in JSON."""
    return json.dumps(
        {
            "Map.Title": _("Map"),
            "NavigationControl.ZoomIn": _("Zoom in"),
            "NavigationControl.ZoomOut": _("Zoom out"),
            "ScaleControl.Meters": _("m"),
            "ScaleControl.Kilometers": _("km"),
            "CooperativeGesturesHandler.WindowsHelpText": _("Hold Ctrl while scrolling to zoom"),
            "CooperativeGesturesHandler.MacHelpText": _("Hold ⌘ while scrolling to zoom"),
            "CooperativeGesturesHandler.MobileHelpText": _("Move the map with two fingers"),
        },
        ensure_ascii=False,
    )
