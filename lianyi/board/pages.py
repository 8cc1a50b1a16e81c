"""What the coverage pages show: small counts are not told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianyi.board import queries
from lianyi.board.coverage import Coverage
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


@dataclass(frozen=True)
class PublicPage:
    """Ratios in whole per cent; None where fewer people or buildings are behind them than the rule asks for."""

    community: Place
    day: date
    members: int | None
    buildings: int | None


def community_pages(found: list[Place], day: date, actor: Actor) -> list[CommunityPage]:
    threshold = rule("privacy.internal_threshold").number
    return [_page(community, day, actor, threshold) for community in found]


def _page(community: Place, day: date, actor: Actor, threshold: int) -> CommunityPage:
    coverage = queries.coverage_of(community, day)
    declined = coverage.declined if coverage.declined >= threshold else None
    joining = queries.joining_next(community, day)
    return CommunityPage(community, coverage, declined, joining, queries.may_see_people(community, actor))


def public_page(community_id: int) -> PublicPage | None:
    """None where there is no such community today."""
    community = communities(Actor.system("public"), today()).filter(pk=community_id).first()
    if community is None:
        return None
    coverage = queries.coverage_of(community, today())
    enough = coverage.members >= rule("privacy.public_threshold").number
    return PublicPage(community, today(), coverage.share_of_members if enough else None, coverage.share_of_buildings)
