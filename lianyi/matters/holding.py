"""Whoever holds the code of a matter: found by the address, kept out of caches, and slowed down after wrong codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianyi import codes, guessing
from lianyi.matters import floods, numbers
from lianyi.matters.actions.intake import USE
from lianyi.matters.models import Asker, Backer, Matter
from lianyi.matters.queries import by_code as matter_by_code
from lianyi.request import Request
from lianyi.scope import Actor, OutOfScope, Role

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Holding:
    """A matter and whose code was typed: of whoever raised it, or (`backer`) of somebody who stands behind it."""

    matter: Matter
    backer: Backer | None

    @property
    def is_asker(self) -> bool:
        return self.backer is None

    @property
    def code(self) -> str:
        """As people read it, with its hyphen."""
        nonce = self.backer.nonce if self.backer else self.matter.nonce
        return codes.shown(codes.code_of(nonce, use=USE))

    @property
    def actor(self) -> Actor:
        """As whom they act: the bearer of a code, and of a record where they put one beside it."""
        whose = self.backer or Asker.objects.filter(matter=self.matter).first()
        return Actor(roles=frozenset({Role.BEARER}), person_id=whose.person_id if whose else None)

    def require_asker(self) -> None:
        if not self.is_asker:
            raise OutOfScope


def by_code(view: View) -> View:
    """Finds the matter of the code in the address; after too many wrong codes nothing is looked up for a while."""

    @wraps(view)
    def shown(request: Request, code: str, **kwargs: Any) -> HttpResponse:
        found = find(request, code)
        return view(request, found, **kwargs) if isinstance(found, Holding) else found

    return shown


def acting(view: View) -> View:
    """Below `by_code`: nobody else does anything with the matter until this act is done, and it is as it is now."""

    @wraps(view)
    @transaction.atomic
    def shown(request: Request, holding: Holding) -> HttpResponse:
        Matter.objects.select_for_update(no_key=True).get(pk=holding.matter.pk)
        holding.matter.refresh_from_db()
        return view(request, holding)

    return shown


def find(request: Request, typed: str) -> Holding | HttpResponse:
    """What a code opens, or the page that says what is wrong with it."""
    address = address_of(request)
    if guessing.too_many(address):
        problem = _("There were many wrong codes from your network. Please try again in ten minutes.")
        return render(request, "matters/public/enter.html", {"problem": problem}, status=429)
    found = matter_by_code(typed)
    if found is not None:
        return Holding(*found)
    guessing.count_wrong(address)
    context = {"problem": _problem_with(typed), "typed": typed[:20]}
    return render(request, "matters/public/enter.html", context, status=404)


def too_much_from(request: Request) -> str:
    """What to say when very much came in from somebody's network just now; "" when it did not. Counts this once."""
    if floods.is_too_much(address_of(request)):
        return _(
            "Very much has come in from your network just now. Everything you wrote is still here: please send it"
            " again in ten minutes, or telephone the office of your community."
        )
    return ""


def address_of(request: Request) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _problem_with(typed: str) -> str:
    if numbers.key_of(typed) is not None:
        return _(
            "This is the number of a matter, which everybody may know. Please type the code: ten letters and digits,"
            " on your receipt."
        )
    return _("There is no matter with this code. Please compare it with your receipt, letter by letter.")
