"""Invented staff for tests of pages: an account with a second factor and a community to work for."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from lianyi.accounts.models import Grant, User
from lianyi.accounts.queries import actor_of
from lianyi.places.models import Place
from lianyi.scope import Actor, Role


def make_community(name: str = "和园社区") -> Place:
    place = Place.objects.create(kind=Place.Kind.COMMUNITY, name=name, path="/")
    place.path = f"/{place.pk}/"
    place.save()
    return place


def make_staff(community: Place, username: str = "alice") -> User:
    user = User.objects.create_user(username, password="a long enough password", display_name=username.title())
    Grant.objects.create(user=user, role=Role.STAFF, place=community)
    TOTP.activate(user, generate_totp_secret())
    return user


def signed_in(user: User, language: str = "en") -> Client:
    client = Client()
    client.force_login(user)
    client.cookies["lianyi_language"] = language
    return client


def acting(user: User) -> Actor:
    return actor_of(user)
