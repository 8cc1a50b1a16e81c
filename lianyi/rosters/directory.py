"""Reads the directory of organisations into what the planning compares with, in a few queries whatever its size."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianyi.organisations.actions import Facts, facts_of
from lianyi.organisations.models import Contact, Organisation
from lianyi.organisations.queries import (
    areas_on,
    changeable,
    contacts_on,
    lines_from,
    lines_on,
    organisations,
    plain_name,
)
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.rosters.register import in_chunks
from lianyi.scope import Actor
from lianyi.sheets.texts import match_key

_OFFICE = re.compile(r"(?<=.)(?:社区居委会|社区居民委员会|居委会|居民委员会|社区|community)$")


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation on record. `names` are all it goes by, as `plain_name` writes them.

    `communities` are those of the worker that it serves, wholly or in part; `line` is the key of what it belongs to.
    """

    pk: int
    facts: Facts
    names: frozenset[str]
    communities: frozenset[int]
    line: int | None
    line_name: str
    contacts: tuple[Contact, ...]
    is_own: bool
    wishes_no_contact: bool


@dataclass(frozen=True)
class Directory:
    """What a worker sees of the directory on a day. `areas` maps a name to a community, `lines` one to bodies."""

    bodies: Sequence[Body]
    areas: Mapping[str, int]
    area_names: Mapping[int, str]
    lines: Mapping[str, Sequence[Body]]

    def community(self, text: str) -> int | None:
        """The community of the worker that people call so."""
        return self.areas.get(area_key(text))


def area_key(text: str) -> str:
    """柳岸, 柳岸社区 and 柳岸社区居委会 are one community."""
    return _OFFICE.sub("", match_key(text))


def read_directory(*, for_: Actor, on: date, since: date | None = None) -> Directory:
    """The organisations of a day. With `since`, a line that one belongs to from that day on or later counts too."""
    found = list(organisations(for_=for_, on=on))
    keys = [one.pk for one in found]
    areas = in_chunks(keys, lambda some: areas_on(on, some))
    lines = in_chunks(keys, lambda some: lines_from(since, some) if since else lines_on(on, some))
    contacts = in_chunks(keys, lambda some: contacts_on(on, some, for_=for_))
    own = in_chunks(keys, lambda some: changeable(some, for_))
    mine = [place for place in communities(for_) if for_.works_for(place.pk)]
    here = frozenset(place.pk for place in mine)
    bodies = [
        _body(one, areas.get(one.pk, ()), here, lines.get(one.pk), contacts.get(one.pk, ()), own[one.pk])
        for one in found
    ]
    return Directory(
        bodies,
        {area_key(text): place.pk for place in mine for text in (place.name, place.code) if text},
        {place.pk: place.name for place in mine},
        _by_name(body for body in bodies if body.facts.kind != Organisation.Kind.BUSINESS),
    )


def _body(
    one: Organisation,
    areas: Iterable[Place],
    here: frozenset[int],
    line: Organisation | None,
    contacts: Iterable[Contact],
    is_own: bool,
) -> Body:
    return Body(
        pk=one.pk,
        facts=facts_of(one),
        names=frozenset(plain_name(name) for name in (one.name, *one.other_names())),
        communities=here.intersection(key for area in areas for key in area.ancestor_ids),
        line=line.pk if line else None,
        line_name=line.name if line else "",
        contacts=tuple(contact for contact in contacts if contact.side == Contact.Side.THEIRS),
        is_own=is_own,
        wishes_no_contact=one.no_contact_since is not None,
    )


def _by_name(bodies: Iterable[Body]) -> dict[str, list[Body]]:
    named: dict[str, list[Body]] = defaultdict(list)
    for body in bodies:
        for name in body.names:
            named[name].append(body)
    return named
