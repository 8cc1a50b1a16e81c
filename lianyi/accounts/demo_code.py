"""On a demo site, the sign-in code of an invented account, so that its second step can be tried without a telephone."""

from __future__ import annotations

import time

from allauth.account.internal.stagekit import get_pending_stage
from allauth.mfa.app_settings import TOTP_PERIOD
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from lianyi.accounts.models import User


def code_for(request: HttpRequest) -> str:
    """The code that works now for whoever is signing in or confirming; "" wherever it must not be shown."""
    user = _user_of(request)
    if not (settings.LIANYI_DEMO and isinstance(user, User) and user.is_demo):
        return ""
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return _unused_code(TOTP(authenticator)) if authenticator else ""


def _user_of(request: HttpRequest) -> object:
    if request.user.is_authenticated:
        return request.user
    stage = get_pending_stage(request)
    return stage.login.user if stage else None


def _unused_code(totp: TOTP) -> str:
    """A code counts once. Whoever signs in twice within half a minute gets the next one, which is accepted early."""
    secret = decrypt(totp.instance.data["secret"])
    now = int(time.time()) // TOTP_PERIOD
    codes = [format_hotp_value(hotp_value(secret, counter)) for counter in (now, now + 1, now - 1)]
    return next((code for code in codes if cache.get(totp._get_used_cache_key(code)) is None), codes[0])
