"""Signed-in browsers of the street's accounts, and how the tests of the desk use them."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from lianyi.accounts.models import User
from lianyi.matters.models import Matter
from lianyi.matters.views.doing import seen_of
from lianyi.scope import Actor


def browser_of(actor: Actor, language: str = "en") -> Client:
    """A browser in which an account of the street is signed in."""
    user = User.objects.get(pk=actor.user_id or 0)
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user)
    client.cookies["lianyi_language"] = language
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"matters:{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.text


def act(client: Client, matter: Matter, what: str, /, **sent: Any) -> Any:
    """Sends the form of an act as the page shows it now, and follows where that leads."""
    sent = {"seen": seen_of(Matter.objects.get(pk=matter.pk)), **sent}
    return client.post(reverse("matters:do", args=[matter.pk, what]), sent, follow=True)


def again(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)
