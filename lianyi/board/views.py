"""The coverage board: two ratios and what is missing. No table of who does better."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.accounts.gate import open_to, open_to_everyone
from lianyi.board import queries
from lianyi.board.pages import community_pages, public_page
from lianyi.dated import day_asked, today
from lianyi.journal.actions import look
from lianyi.places.queries import place
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role

PER_PAGE = 50


@require_safe
@open_to(Role.STAFF, Role.DISTRICT)
def coverage(request: Request) -> HttpResponse:
    """Every community of this actor with its two ratios. Viewers of totals get today only: they could subtract days."""
    day = day_asked(request) if request.actor.is_(Role.STAFF) else today()
    pages = community_pages(queries.communities_of(for_=request.actor, day=day), day, request.actor)
    return render(request, "board/coverage.html", {"section": "coverage", "pages": pages, "day": day})


@require_safe
@open_to(Role.STAFF)
def gaps(request: Request, community_id: int) -> HttpResponse:
    """The gap list of a community: people without a group, buildings without one within reach."""
    day = day_asked(request)
    community = place(community_id, for_=request.actor)
    people = queries.people_without(community, day, for_=request.actor)
    page = Paginator(people, PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.with_invitations(community, page)
    look(
        [one.person_id for one in rows],
        by=request.actor,
        what="coverage.gaps",
        purpose="forming",
        community_id=community.pk,
    )
    context = {
        "section": "coverage",
        "community": community,
        "day": day,
        "page": page,
        "rows": rows,
        "buildings": queries.buildings_without(community, day),
    }
    return render(request, "board/gaps.html", context)


@require_safe
@open_to_everyone
def public_coverage(request: Request, community_id: int) -> HttpResponse:
    """The two ratios of a community, and nothing else."""
    page = public_page(community_id)
    if page is None:
        raise OutOfScope
    return render(request, "board/public.html", {"page": page})
