"""The pages of who leads a group: their own groups and nothing else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.organisations import queries
from lianyi.organisations.views.groups import told
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to


@require_safe
@open_to(Role.SECRETARY)
def index(request: Request) -> HttpResponse:
    """The groups this person leads; with only one, its page."""
    groups = list(queries.own_groups(for_=request.actor, on=today()))
    if len(groups) == 1:
        return redirect("organisations:own_group", groups[0].pk)
    return render(request, "organisations/own_groups.html", {"groups": groups, "section": "own_groups"})


@require_safe
@open_to(Role.SECRETARY)
def show(request: Request, pk: int) -> HttpResponse:
    """A group of one's own, with how to reach its members."""
    group = queries.group(pk, for_=request.actor)
    if group.pk not in request.actor.group_ids:
        raise OutOfScope
    context = told(request, group, what="group.members")
    return render(request, "organisations/own_group.html", {"section": "own_groups", **context})
