"""The language of what machines get."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import override


def site_language() -> override:
    """The site's own language: an answer does not change with the browser of whoever asks."""
    return override(settings.LANGUAGE_CODE)
