"""A link as a QR code for paper."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def picture_of(link: str) -> SafeString:
    """An inline SVG whose size the style sheet gives (class "qr").

    Any mask can be read; trying all eight for the prettiest would take most of the time of a batch.
    """
    drawn = segno.make(link, error="m", micro=False, mask=3).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308 -- made here, from an address of our own
