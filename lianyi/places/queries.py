"""The one door to places: what this actor may see, or OutOfScope."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, CharField, Count, DateField, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Length, Substr

from lianyi.dated import on as holds_on
from lianyi.places.models import Place, PlaceQuerySet
from lianyi.request import Request
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching
from lianyi.statements import Prepared, Slot

KINDS = Place.Kind
UPPER = (KINDS.REGION, KINDS.COMMUNITY)

_KEY, _DAY = Slot("pk", BigIntegerField()), Slot("day", DateField())
_COMMUNITY = Prepared(lambda: Place.objects.filter(holds_on(_DAY), pk=_KEY, kind=KINDS.COMMUNITY).order_by())


def places(for_: Actor) -> PlaceQuerySet:
    """The places of this actor: staff's communities, district viewers' regions, for administrators the upper levels."""
    if for_.is_(Role.SYSTEM):
        return Place.objects.all()
    reach = for_.community_ids if for_.is_(Role.STAFF) else frozenset()
    reach |= for_.region_ids if for_.is_(Role.DISTRICT) else frozenset()
    seen = Place.objects.within(*Place.objects.filter(pk__in=reach)) if reach else Place.objects.none()
    if for_.is_(Role.ADMIN):
        seen = seen | Place.objects.filter(kind__in=[KINDS.REGION, KINDS.COMMUNITY])
    return seen


def place(pk: int, *, for_: Actor) -> Place:
    """Raises OutOfScope unless the place lies within this actor's reach."""
    found = Place.objects.filter(pk=pk).first()
    if found is None or not may_see(found, for_):
        raise OutOfScope
    return found


def may_see(place: Place, for_: Actor) -> bool:
    above = set(place.ancestor_ids)
    return (
        for_.is_(Role.SYSTEM)
        or (for_.is_(Role.STAFF) and not above.isdisjoint(for_.community_ids))
        or (for_.is_(Role.DISTRICT) and not above.isdisjoint(for_.region_ids))
        or (for_.is_(Role.ADMIN) and place.kind in (KINDS.REGION, KINDS.COMMUNITY))
    )


def may_change(place: Place, by: Actor) -> bool:
    """Staff change what lies below their community; the upper levels are the administrator's."""
    if place.kind in (KINDS.REGION, KINDS.COMMUNITY):
        return by.is_(Role.SYSTEM, Role.ADMIN)
    return any(by.works_for(key) for key in place.ancestor_ids)


def may_add_below(place: Place, by: Actor) -> bool:
    """The administrator adds to regions, staff to their community and to what lies in it."""
    if place.kind == KINDS.REGION:
        return by.is_(Role.SYSTEM, Role.ADMIN)
    return any(by.works_for(key) for key in place.ancestor_ids)


def within_reach(found: PlaceQuerySet, *, below: Place, for_: Actor) -> PlaceQuerySet:
    """Of what lies below a place all to those who work there, and the upper levels to the administrator."""
    community = community_of(below)
    return found if community and for_.works_for(community.pk) else found.filter(kind__in=UPPER)


def upper_places(for_: Actor, *, on: date) -> PlaceQuerySet:
    """The regions and communities of an administrator on a day, each below what it lies in."""
    return places(for_).filter(kind__in=UPPER).on(on).order_by("path")


def communities(for_: Actor, on: date | None = None) -> PlaceQuerySet:
    """The communities this actor reaches, on a day or of all times."""
    found = places(for_).filter(kind=KINDS.COMMUNITY)
    return found.on(on) if on else found


def community_on(pk: int, *, on: date) -> Place | None:
    """The community with this key as it is on a day, for whoever asks."""
    return _COMMUNITY.first(pk=pk, day=on)


def community_of(place: Place) -> Place | None:
    """The community a place lies in, itself included; None above the communities."""
    return Place.objects.filter(pk__in=place.ancestor_ids, kind=KINDS.COMMUNITY).first()


def places_below(place: Place, *, on: date, kind: str = "", words: str = "") -> PlaceQuerySet:
    """Everything below a place on a day, of one kind or all, that the words match.

    The last word must match the place itself, those before it the place or one that it lies in: "望湖 3栋 201".
    """
    found = Place.objects.within(place).on(on).exclude(pk=place.pk)
    if kind:
        found = found.filter(kind=kind)
    *above, last = words.split() or [""]
    for word in above:
        holders = _holders(place, on, word)
        found = found.filter(matching(word) | _lies_in(holders))
    return found.filter(matching(last))


def _holders(place: Place, on: date, word: str) -> list[Place]:
    """The larger places below a place that a word matches; at most as many as a query may carry."""
    return list(Place.objects.within(place).on(on).exclude(kind=KINDS.UNIT).filter(matching(word))[:100])


def _lies_in(holders: list[Place]) -> Q:
    reach = Q(pk__in=[])
    for holder in holders:
        reach |= Q(path__gte=holder.path, path__lt=holder.path_end)
    return reach


def at_address(community: Place, words: str, *, on: date) -> list[Place]:
    """The places that an address as people write it may mean; one alone when it is clear.

    An address that matches exactly goes before those that merely begin so: "3栋 20" is not "3栋 201".
    """
    found = list(places_below(community, on=on, words=words)[:50])
    texts = addresses(place.pk for place in found)
    exact = [place for place in found if place.name == words.split()[-1]] if words.split() else []
    whole = [place for place in found if texts[place.pk].replace(" ", "") == words.replace(" ", "")]
    return whole or exact or found


def children(place: Place, *, on: date) -> PlaceQuerySet:
    return Place.objects.filter(parent=place).on(on)


def with_homes(found: PlaceQuerySet, *, on: date) -> PlaceQuerySet:
    """Adds `homes`: how many homes each place holds on a day. Meant for one page of rows."""
    below = Place.objects.filter(
        holds_on(on), kind=KINDS.UNIT, path__gte=OuterRef("path"), path__lt=OuterRef("path_end_")
    )
    count = below.order_by().values("kind").annotate(count=Count("pk")).values("count")
    end = Concat(Substr("path", 1, Length("path") - 1), Value("0"), output_field=CharField())
    return found.annotate(path_end_=end).annotate(homes=Coalesce(Subquery(count, output_field=IntegerField()), 0))


def households(place: Place, *, on: date) -> int:
    """How many homes a place holds on a day."""
    return Place.objects.within(place).on(on).filter(kind=KINDS.UNIT).count()


def addresses(place_ids: Iterable[int]) -> dict[int, str]:
    """Each place's address within its community, "河畔新村 3栋 2单元 201", for a page of rows in two queries."""
    wanted = list(Place.objects.filter(pk__in=set(place_ids)).only("path"))
    keys = {key for found in wanted for key in found.ancestor_ids}
    names = {pk: (name, kind) for pk, name, kind in Place.objects.filter(pk__in=keys).values_list("pk", "name", "kind")}
    upper = (KINDS.REGION, KINDS.COMMUNITY)
    return {
        found.pk: " ".join(
            names[key][0]
            for key in found.ancestor_ids
            if key in names and (names[key][1] not in upper or key == found.pk)
        )
        for found in wanted
    }


def ancestors(place: Place) -> list[Place]:
    """From the root to the place above this one."""
    return sorted(Place.objects.filter(pk__in=place.ancestor_ids[:-1]), key=lambda above: len(above.path))


def community_asked(request: Request) -> Place:
    """The community a desk page is about: `?community=`, or the only or first one of this actor. Raises OutOfScope."""
    mine = communities(request.actor)
    asked = request.GET.get("community", "")
    found = mine.filter(pk=int(asked)).first() if asked.isdecimal() else mine.first()
    if found is None or not request.actor.works_for(found.pk):
        raise OutOfScope
    return found
