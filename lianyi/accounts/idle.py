"""Ends a session in which nothing was done for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

KEY = "last_seen"
GRAIN = 60  # seconds; the session is written at most this often


class IdleMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now, seen = int(time.time()), request.session.get(KEY)
        if seen is not None and now - seen > _limit(request):
            logout(request)
            request.idle_ended = True  # type: ignore[attr-defined]
        elif seen is None or now - seen >= GRAIN:
            request.session[KEY] = now


def _limit(request: HttpRequest) -> float:
    # Whoever has a second factor sees other people's data, so their limit is the shorter one.
    limit = settings.LIANYI_IDLE_STAFF if is_mfa_enabled(request.user) else settings.LIANYI_IDLE_OTHERS
    return float(limit.total_seconds())


def tell(request: HttpRequest) -> None:
    """Adds the message why somebody is asked to sign in again."""
    if getattr(request, "idle_ended", False):
        messages.info(request, _("You were signed out because nothing happened for a while. Please sign in again."))
