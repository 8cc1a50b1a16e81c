"""The pages of a trial run that has a result."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from lianyi.groups.models import Draft
from lianyi.groups.queries import drafts as queries
from lianyi.request import Request


def of_ready_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Finds the run of the address. One without a result, or whose wishes are forgotten, has one page that says so."""

    @wraps(view)
    def shown(request: Request, formation_id: int, number: int, **kwargs: Any) -> HttpResponse:
        found = queries.draft_of(formation_id, number, for_=request.actor)
        if found.state != Draft.State.READY:
            return redirect("groups:draft", formation_id, number)
        return view(request, found, **kwargs)

    return shown
