"""Signed-in browsers for tests of pages."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.models import User
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.scope import Role


def client_of(role: Role, **scope: object) -> Client:
    """A signed-in browser that wears a role."""
    user, _password = create_account(username=f"u{User.objects.count()}", password="quite-long-1", by=SYSTEM)
    grant(user, role, by=SYSTEM, **scope)  # type: ignore[arg-type]
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.cookies["lianyi_language"] = "en"
    return client
