"""What the coverage pages show: small counts are not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianyi.board import queries
from lianyi.board.coverage import Coverage
from lianyi.circle.queries.board import Share, shares
from lianyi.dated import today
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.scope import Actor
from lianyi.wording import rule


@dataclass(frozen=True)
class CommunityPage:
    """`declined` is None while too few declined for the number to be told."""

    community: Place
    coverage: Coverage
    declined: int | None
    joining: queries.Joining | None
    may_see_people: bool
    services: list[Share]


@dataclass(frozen=True)
class PublicPage:
    """Ratios in whole per cent; None where fewer people or buildings are behind them than the rule asks for."""

    community: Place
    day: date
    members: int | None
    buildings: int | None
    services: list[Share]


def community_pages(found: list[Place], day: date, actor: Actor) -> list[CommunityPage]:
    threshold = rule("privacy.internal_threshold").number
    return [_page(community, day, actor, threshold) for community in found]


def _page(community: Place, day: date, actor: Actor, threshold: int) -> CommunityPage:
    coverage = queries.coverage_of(community, day)
    declined = coverage.declined if coverage.declined >= threshold else None
    joining = queries.joining_next(community, day)
    may_see = queries.may_see_people(community, actor)
    services = shares(community, threshold=threshold) if day == today() else []
    return CommunityPage(community, coverage, declined, joining, may_see, services)


def public_page(community_id: int) -> PublicPage | None:
    """None where there is no such community today."""
    community = communities(Actor.system("public"), today()).filter(pk=community_id).first()
    if community is None:
        return None
    coverage = queries.coverage_of(community, today())
    threshold = rule("privacy.public_threshold").number
    members = coverage.share_of_members if coverage.members >= threshold else None
    services = [one for one in shares(community, threshold=threshold) if one.percent is not None]
    return PublicPage(community, today(), members, coverage.share_of_buildings, services)
