"""Rendering a template the way a page is rendered, for tests of tags and parts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

from lianyi.scope import Actor


def asked(path: str = "/", actor: Actor | None = None) -> HttpRequest:
    """A GET request as it arrives at a view."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.actor = actor or Actor()  # type: ignore[attr-defined]
    return request


def rendered(source: str, request: HttpRequest | None = None, **context: Any) -> str:
    """A template's text for a request."""
    return str(engines["django"].from_string(source).render(context, request or asked()))
