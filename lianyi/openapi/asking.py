"""What a machine asks for in an address; what cannot be meant is refused, not guessed."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.scope import Refused

USUAL, MOST = 50, 500


def day_of(request: HttpRequest) -> date:
    """`?on=2026-05-01`, today when it is missing."""
    text = request.GET.get("on")
    if text is None:
        return today()
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise Refused(_("“%(text)s” is no day. Write it like this: 2026-05-01") % {"text": text[:40]}) from fault


def page_number(request: HttpRequest) -> int:
    return _number(request, "page", 1, most=10**9)


def page_size(request: HttpRequest) -> int:
    return _number(request, "per_page", USUAL, most=MOST)


def _number(request: HttpRequest, name: str, usual: int, *, most: int) -> int:
    text = request.GET.get(name)
    if text is None:
        return usual
    if text.isascii() and text.isdecimal() and len(text) <= 10 and 1 <= int(text) <= most:
        return int(text)
    raise Refused(_("“%(name)s” is a whole number from 1 to %(most)s.") % {"name": name, "most": most})
