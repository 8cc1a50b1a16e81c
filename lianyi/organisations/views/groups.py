"""The groups of a community at the desk."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import day_asked
from lianyi.journal.actions import look
from lianyi.organisations import queries
from lianyi.organisations.forms import post_kinds
from lianyi.organisations.models import Group
from lianyi.places.queries import communities, community_asked
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50


@require_safe
@open_to(Role.STAFF)
def index(request: Request) -> HttpResponse:
    """The groups of a community on a day, by words and bond."""
    community, day = community_asked(request), day_asked(request)
    words, bond = request.GET.get("q", "").strip(), request.GET.get("bond", "")
    found = queries.groups_on(community.pk, day, words=words, bond=bond)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = {kind.code: kind.name for kind in queries.bonds()}
    context = {
        "section": "groups",
        "community": community,
        "communities": list(communities(request.actor)),
        "page": page,
        "leads": queries.leads_of([group.pk for group in page.object_list], day),
        "bonds": queries.bonds(),
        "bond_names": names,
        "bond": bond,
        "words": words,
        "day": day,
    }
    return render(request, "organisations/groups.html", context)


@require_safe
@open_to(Role.STAFF)
def show(request: Request, pk: int) -> HttpResponse:
    """A group with its members and posts on a day."""
    context = told(request, queries.group(pk, for_=request.actor), what="group.members")
    return render(request, "organisations/group.html", {"section": "groups", **context})


@require_safe
@open_to(Role.STAFF, Role.SECRETARY)
def sheet(request: Request, pk: int) -> HttpResponse:
    """The charter sheet: what the group is and who belongs to it, on paper."""
    context = told(request, queries.group(pk, for_=request.actor), what="group.sheet")
    return render(request, "organisations/group_sheet.html", context)


def told(request: Request, group: Group, *, what: str) -> dict[str, Any]:
    """What a group's pages show; the look at its members is noted."""
    day = day_asked(request)
    members = queries.members_of(group, on=day, for_=request.actor)
    persons = [row.person_id for row in members if row.person.name]
    look(persons, by=request.actor, what=what, purpose="group", community_id=group.community_id)
    return {
        "group": group,
        "bond": queries.bond_name(group.bond),
        "members": members,
        "posts": queries.posts_of(group, on=day),
        "past_posts": [post for post in queries.posts_of(group) if not post.holds_on(day)],
        "post_names": dict(post_kinds()),
        "day": day,
        "is_staff": request.actor.works_for(group.community_id),
    }
