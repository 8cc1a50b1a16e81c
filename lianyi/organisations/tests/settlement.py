"""An invented settlement for the tests of the registries and of what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianyi.organisations.actions import open_group
from lianyi.organisations.models import Group
from lianyi.organisations.queries import bonds
from lianyi.people.actions import NewPerson, add_people
from lianyi.people.queries import kinds
from lianyi.places.actions import Step, add_place, add_places
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

SYSTEM = Actor.system("tests")
NAMES = ("单小明", "李静", "王敏", "曾国华", "陈涛")


@dataclass(frozen=True)
class Settlement:
    """A region with two communities; the first has homes, five members and a group, the second nobody."""

    region: Place
    here: Place
    elsewhere: Place
    homes: tuple[int, ...]
    people: tuple[int, ...]
    group: Group
    alice: Actor
    bob: Actor


def settle() -> Settlement:
    region = add_place(parent=None, kind="region", name="澄湖市", by=SYSTEM)
    here = add_place(parent=region, kind="community", name="柳岸社区", by=SYSTEM)
    elsewhere = add_place(parent=region, kind="community", name="河湾社区", by=SYSTEM)
    addresses = [(Step("compound", "望湖苑"), Step("building", f"{b}栋"), Step("unit", f"{b}01")) for b in (1, 2, 10)]
    keys = add_places(here, addresses, by=SYSTEM)
    new = [
        NewPerson(name, f"{i:03d}", phone="13900001234", kind=kinds()[0][0], member_since=date(2020, 1, 1))
        for i, name in enumerate(NAMES, 1)
    ]
    people = add_people(here.pk, new, by=SYSTEM)
    group = open_group(
        community_id=here.pk,
        bond=bonds()[0].code,
        name="太极拳队",
        minimum=3,
        maximum=30,
        by=SYSTEM,
        starts_on=date(2026, 1, 1),
    )
    return Settlement(
        region,
        here,
        elsewhere,
        tuple(keys[address] for address in addresses),
        tuple(people),
        group,
        staff_of(here, 1),
        staff_of(elsewhere, 2),
    )


def staff_of(community: Place, user_id: int) -> Actor:
    return Actor(user_id, f"staff {user_id}", frozenset({Role.STAFF}), frozenset({community.pk}))
