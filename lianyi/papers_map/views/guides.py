"""Guides by the ways they cost, month by month: what to mend first."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.matters.models import Trip
from lianyi.papers_map.queries import guides as queries
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to

MONTHS = 12
YEARS = range(1949, 2200)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def guides(request: Request) -> HttpResponse:
    """The guides with ways in the months asked for, the last twelve when nothing is asked."""
    this = today().replace(day=1)
    first = _month(request.GET.get("first", "")) or _months_before(this, MONTHS - 1)
    last = max(_month(request.GET.get("last", "")) or this, first)
    rows = queries.guides_to_mend(first=first, last=_last_day(last), for_=request.actor)
    context = {
        "section": "papers_map",
        "view": "guides",
        "rows": [(row, [(name, row.causes.get(cause, 0)) for cause, name in Trip.Cause.choices]) for row in rows],
        "causes": Trip.Cause.choices,
        "first": first,
        "last": last,
        "threshold": queries.threshold(),
    }
    return render(request, "papers_map/desk/guides.html", context)


def _month(typed: str) -> date | None:
    """The first day of a month as a browser sends it, "2026-05"; None for anything else, or a year out of reach."""
    try:
        month = date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None
    return month if month.year in YEARS else None


def _months_before(month: date, count: int) -> date:
    months = month.year * 12 + month.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _last_day(month: date) -> date:
    return date.fromordinal(_months_before(month, -1).toordinal() - 1)
