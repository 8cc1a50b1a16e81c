"""The front page, the desk's front page, and what we do with data."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from lianyi import desk
from lianyi.accounts.gate import open_to, open_to_everyone
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.shell.navigation import DESK_ROLES, of_desk, of_front, where
from lianyi.shell.pages.purposes import PURPOSES


@open_to_everyone
def home(request: Request) -> HttpResponse:
    context = {
        "ask": where("finder:search"),
        "sections": of_front(request.actor),
        "enter_code": where("groups:enter_code"),
        "count": where("elections:enter_code"),
    }
    return render(request, "shell/home.html", context)


@open_to_everyone
def privacy(request: Request) -> HttpResponse:
    return render(request, "shell/privacy.html", {"purposes": PURPOSES})


@open_to(*DESK_ROLES)
def desk_home(request: Request) -> HttpResponse:
    actor = request.actor
    context = {"section": "desk", "waiting": desk.items_for(actor), "sections": of_desk(actor)}
    return render(request, "shell/desk.html", context)


@open_to_everyone
def after_login(request: Request) -> HttpResponse:
    """Sends whoever has just signed in to where they work."""
    actor = request.actor
    if actor.is_(*DESK_ROLES):
        return redirect("shell:desk")
    mine = where("people:mine") if actor.is_(Role.RESIDENT) else ""
    return redirect(mine or "shell:home")
