"""Coverage of a community as of a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianyi.board.coverage import Building, Coverage, unreached
from lianyi.groups.queries.results import declined_on, invitations
from lianyi.organisations.queries.groups import groups_on, joining_after, placed_on, sizes
from lianyi.people.models import Person
from lianyi.people.queries import members_on
from lianyi.places.models import Place
from lianyi.places.queries import communities, places_below
from lianyi.scope import Actor, Role


@dataclass(frozen=True)
class Without:
    """Somebody without a group. `invitation`: round and serial of the newest form, where there is one."""

    person_id: int
    name: str
    invitation: tuple[int, int] | None


def communities_of(*, for_: Actor, day: date) -> list[Place]:
    """The communities this actor may see the coverage of, in the order of the places: never by how well they do."""
    return list(communities(for_, day))


def coverage_of(community: Place, day: date) -> Coverage:
    """Aggregates only."""
    members, placed = members_on(community.pk, day).order_by(), placed_on(community.pk, day)
    buildings = _buildings(community, day)
    return Coverage(
        members=members.count(),
        in_group=members.filter(pk__in=placed).count(),
        declined=members.filter(pk__in=declined_on(community.pk, day)).exclude(pk__in=placed).count(),
        buildings=len(buildings),
        reached=len(buildings) - len(unreached(buildings, _group_paths(community, day))),
    )


@dataclass(frozen=True)
class Joining:
    """How many members without a group join one next, and on which day."""

    count: int
    day: date


def joining_next(community: Place, day: date) -> Joining | None:
    """The next day on which members without a group join one: what was published may begin later. None for never."""
    without = members_on(community.pk, day).exclude(pk__in=placed_on(community.pk, day)).order_by()
    found = joining_after(community.pk, day).filter(person__in=without.values("pk"))
    starts = Counter(start for start, _person in set(found.values_list("starts_on", "person")) if start)
    first = min(starts, default=None)
    return Joining(starts[first], first) if first else None


def people_without(community: Place, day: date, *, for_: Actor) -> QuerySet[Person]:
    """Members without a group who have not declined, in the order of the roster; for those who work there."""
    for_.require_community(community.pk)
    members = members_on(community.pk, day).filter(erased_at=None).exclude(pk__in=placed_on(community.pk, day))
    return members.exclude(pk__in=declined_on(community.pk, day))


def with_invitations(community: Place, people: Iterable[Person]) -> list[Without]:
    """What the list shows of one page of people."""
    page = list(people)
    forms = invitations(community.pk, (one.pk for one in page))
    return [Without(one.pk, one.name, forms.get(one.pk)) for one in page]


def buildings_without(community: Place, day: date) -> list[Place]:
    """Buildings that no group reaches."""
    keys = [building.key for building in unreached(_buildings(community, day), _group_paths(community, day))]
    return list(places_below(community, on=day, kind=Place.Kind.BUILDING).filter(pk__in=keys).select_related("parent"))


def may_see_people(community: Place, for_: Actor) -> bool:
    return for_.is_(Role.STAFF, Role.SYSTEM) and for_.works_for(community.pk)


def _group_paths(community: Place, day: date) -> set[str]:
    """Where the groups with members are; "" for the whole community."""
    groups = list(groups_on(community.pk, day))
    used = sizes((group.pk for group in groups), day)
    places = ((group.place_id, group.place) for group in groups if used.get(group.pk))
    return {"" if place is None or key == community.pk else place.path for key, place in places}


def _buildings(community: Place, day: date) -> list[Building]:
    rows = places_below(community, on=day, kind=Place.Kind.BUILDING).values_list("pk", "path")
    compounds = list(places_below(community, on=day, kind=Place.Kind.COMPOUND).values_list("path", flat=True))
    return [Building(pk, path, _inside(path, compounds)) for pk, path in rows]


def _inside(path: str, compounds: list[str]) -> str:
    """The innermost compound a building stands in."""
    return max((compound for compound in compounds if path.startswith(compound)), key=len, default="")
