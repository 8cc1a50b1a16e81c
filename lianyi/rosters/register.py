"""Reads the register into what the planning compares with, in a few queries whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from lianyi.organisations.queries import groups_on, members_of, posts_of
from lianyi.packs.pack import Pack
from lianyi.people import queries as people
from lianyi.places.models import Place
from lianyi.places.queries import places_below
from lianyi.rosters.addresses import AddressBook, Node
from lianyi.rosters.matching import Known
from lianyi.rosters.people_plan import Register
from lianyi.rosters.posts import post_reader
from lianyi.scope import Actor
from lianyi.sheets.texts import match_key

CHUNK = 5000  # keys in one query; databases bound the number of parameters
Value = TypeVar("Value")


def read_register(community: Place, *, on: date, for_: Actor, pack: Pack) -> Register:
    """Everybody of a community with home, groups and posts on a day, and its places."""
    groups = list(groups_on(community.pk, on))
    joined: dict[int, set[int]] = defaultdict(set)
    held: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for group in groups:
        for membership in members_of(group, on=on, for_=for_):
            joined[membership.person_id].add(group.pk)
        for post in posts_of(group, on=on):
            held[post.person_id].add((group.pk, post.kind))
    return Register(
        people=_people(community, on, for_, joined, held),
        book=read_places(community, on=on),
        groups={match_key(group.name): group.pk for group in groups},
        group_names={group.pk: group.name for group in groups},
        posts=post_reader(pack),
    )


def _people(
    community: Place,
    on: date,
    for_: Actor,
    joined: dict[int, set[int]],
    held: dict[int, set[tuple[int, str]]],
) -> list[Known]:
    rows = list(
        people.people(for_=for_, community=community).values_list(
            "pk", "name", "number", "phone", "joined", "confirmed", "remark"
        )
    )
    keys = [row[0] for row in rows]
    kinds = in_chunks(keys, lambda some: people.standing_kinds(some, on))
    homes = in_chunks(keys, lambda some: people.homes(some, on))
    return [
        Known(
            *row,
            kind=kinds.get(row[0], ""),
            home=homes.get(row[0]),
            groups=frozenset(joined[row[0]]),
            posts=frozenset(held[row[0]]),
        )
        for row in rows
    ]


def in_chunks(keys: Sequence[int], ask: Callable[[Sequence[int]], dict[int, Value]]) -> dict[int, Value]:
    """What `ask` answers about many keys, asked for as many at once as a database takes."""
    found: dict[int, Value] = {}
    for start in range(0, len(keys), CHUNK):
        found |= ask(keys[start : start + CHUNK])
    return found


def read_places(community: Place, *, on: date) -> AddressBook:
    # In the order of paths, parents come before what lies below them.
    rows = places_below(community, on=on).order_by("path").values_list("pk", "parent_id", "kind", "name")
    return AddressBook(community.pk, (Node(*row) for row in rows.iterator()))


def place_codes(community: Place, *, on: date) -> dict[int, str]:
    """The codes of the places that have one."""
    return dict(places_below(community, on=on).exclude(code="").values_list("pk", "code"))
