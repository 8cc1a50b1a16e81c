"""What a district viewer sees: figures of communities, never persons, and none so small that it points at somebody.

They are today's and no other day's: subtracting one day's figures from another's would tell who came or left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.organisations.models import Group, Membership
from lianyi.organisations.queries import BondKind, bonds
from lianyi.people.queries import members_on
from lianyi.places.models import Place
from lianyi.places.queries import communities, with_homes
from lianyi.request import Request
from lianyi.scope import Actor, Role
from lianyi.scope.marks import open_to
from lianyi.wording import rule

THRESHOLD = "privacy.internal_threshold"


@dataclass(frozen=True)
class Figures:
    """One community on a day. Numbers are texts, since small ones are not told."""

    community: Place
    homes: int
    members: str
    covered: str
    groups: tuple[tuple[BondKind, str], ...]


def shown(count: int, threshold: int) -> str:
    """A number of persons or groups; "<k" where it is small but not nothing."""
    return str(count) if count == 0 or count >= threshold else f"<{threshold}"


def share_shown(part: int, whole: int, threshold: int) -> str:
    """A part of a number of persons. The rest must not be small either: it could be found by subtraction."""
    rest = whole - part
    if part == whole or whole == 0:
        return shown(part, threshold)
    if 0 < rest < threshold:
        return f">{whole - threshold}" if whole - threshold >= threshold else "—"
    return shown(part, threshold)


def figures(*, for_: Actor, on: date) -> list[Figures]:
    """The communities of this actor's regions."""
    threshold = int(str(rule(THRESHOLD, on).value))
    kinds = bonds()
    found = with_homes(communities(for_, on=on), on=on)
    return [_of(community, community.homes, on, threshold, kinds) for community in found]


def _of(community: Place, homes: int, on: date, threshold: int, kinds: list[BondKind]) -> Figures:
    members = members_on(community.pk, on)
    whole = members.count()
    inside = Membership.objects.on(on).filter(person__in=members, group__community=community)
    part = inside.values("person").distinct().count()
    counted = Group.objects.on(on).filter(community=community).order_by().values_list("bond").annotate(Count("pk"))
    per_bond = dict(counted)
    return Figures(
        community,
        homes,
        shown(whole, threshold),
        share_shown(part, whole, threshold),
        tuple((kind, shown(per_bond.get(kind.code, 0), threshold)) for kind in kinds),
    )


@require_safe
@open_to(Role.DISTRICT)
def index(request: Request) -> HttpResponse:
    """Community by community, as of today."""
    day = today()
    context = {
        "section": "district",
        "rows": figures(for_=request.actor, on=day),
        "bonds": bonds(),
        "day": day,
        "threshold": rule(THRESHOLD, day).value,
        "rule_id": THRESHOLD,
    }
    return render(request, "accounts/district.html", context)
