"""Many places at once, for imports: whole addresses go in, missing levels are made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat

from lianyi.journal.actions import Change, record
from lianyi.places.models import Place
from lianyi.places.queries import community_of, may_change
from lianyi.scope import Actor, OutOfScope, Role

BATCH = 1000


class Step(NamedTuple):
    """One level of an address: ("building", "3栋")."""

    kind: str
    name: str


Address = tuple[Step, ...]


@transaction.atomic
def add_places(under: Place, addresses: Iterable[Address], *, by: Actor) -> dict[Address, int]:
    """Finds or makes every address below `under`. Returns the key of each address and of each of its beginnings.

    What is there already, by name under the same parent, is taken as it is. One journal entry tells of all that was
    made.
    """
    if not (may_change(under, by) or by.works_for(under.pk) or by.is_(Role.SYSTEM)):
        raise OutOfScope
    wanted = list(dict.fromkeys(address for address in addresses if address))
    known: dict[Address, int] = {(): under.pk}
    made: list[Place] = []
    for depth in range(1, max(map(len, wanted), default=0) + 1):
        level = list(dict.fromkeys(address[:depth] for address in wanted if len(address) >= depth))
        made += _level(level, known)
    if made:
        community = community_of(under)
        changes = [Change(None, {"name": p.name, "kind": p.kind, "parent": p.parent_id, "place": p.pk}) for p in made]
        record(
            "places.added",
            by=by,
            changes=changes,
            subject=("place", under.pk),
            community_id=community.pk if community else None,
        )
    known.pop(())
    return known


def _level(level: list[Address], known: dict[Address, int]) -> list[Place]:
    """Makes what is missing of one level and enters the keys of all of it into `known`."""
    parents = {known[address[:-1]] for address in level}
    rows = Place.objects.filter(parent__in=parents, ends_on__isnull=True).values_list("pk", "parent_id", "name")
    there = {(parent, name): pk for pk, parent, name in rows}
    made: dict[tuple[int, str], Place] = {}
    for address in level:
        spot = (known[address[:-1]], address[-1].name)
        if spot not in there and spot not in made:
            made[spot] = Place(parent_id=spot[0], kind=address[-1].kind, name=spot[1], path="")
            made[spot].set_keys()
    fresh = Place.objects.bulk_create(made.values(), batch_size=BATCH)
    _set_paths(fresh)
    there |= {spot: place.pk for spot, place in made.items()}
    known.update({address: there[known[address[:-1]], address[-1].name] for address in level})
    return fresh


def _set_paths(fresh: list[Place]) -> None:
    """Completes the paths of rows whose keys the database has just given."""
    if fresh:
        above = Subquery(Place.objects.filter(pk=OuterRef("parent_id")).values("path")[:1])
        own = Concat(above, Cast(F("pk"), CharField()), Value("/"), output_field=CharField())
        Place.objects.filter(path="", pk__gte=min(p.pk for p in fresh), pk__lte=max(p.pk for p in fresh)).update(
            path=own
        )
