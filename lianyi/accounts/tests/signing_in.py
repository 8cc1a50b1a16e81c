"""Signed-in browsers for tests of pages."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.test import Client

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.models import User
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Role


def client_of(role: Role, **scope: object) -> Client:
    """A signed-in browser that wears a role."""
    hashed = make_password("quite-long-1")
    user, _once = create_account(username=f"u{User.objects.count()}", hashed=hashed, by=SYSTEM)
    grant(user, role, by=SYSTEM, **scope)  # type: ignore[arg-type]
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.cookies["lianyi_language"] = "en"
    return client
