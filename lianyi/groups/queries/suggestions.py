"""What groups might be proposed: by where members live, and by what several people said they do or like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lianyi.dated import today
from lianyi.groups.actions.proposals import MINIMUM_RULE, Proposal
from lianyi.groups.models import Answer, Formation
from lianyi.organisations.queries import bond_name
from lianyi.people.queries import homes, members_on
from lianyi.places.models import Place
from lianyi.places.queries import addresses, places_below
from lianyi.wording import rule, term

_SEPARATORS = re.compile(r"[\s,，、;；/|。.]+")
_NAMED_LIKE = (Place.Kind.COMPOUND, Place.Kind.BUILDING)
MOST = 30  # of each bond


@dataclass(frozen=True)
class Suggestion:
    """A group that might be proposed, and how many members speak for it."""

    key: str
    bond: str
    name: str
    people: int
    place_id: int | None = None

    @property
    def bond_label(self) -> str:
        return bond_name(self.bond)

    def proposal(self, minimum: int, maximum: int) -> Proposal:
        return Proposal(name=self.name, bond=self.bond, minimum=minimum, maximum=maximum, place_id=self.place_id)


def suggestions(formation: Formation) -> list[Suggestion]:
    """Only what at least as many members share as a group needs, so that no single person stands out."""
    at_least = int(str(rule(MINIMUM_RULE).value))
    found = [*_by_home(formation), *_by_word(formation, "hobby", "interest"), *_by_word(formation, "trade", "trade")]
    have = set(formation.proposed.values_list("name", flat=True))
    homes_have = set(formation.proposed.exclude(place=None).values_list("place_id", flat=True))
    new = [one for one in found if one.name not in have and one.place_id not in homes_have]
    return [suggestion for suggestion in new if suggestion.people >= at_least]


def _by_home(formation: Formation) -> list[Suggestion]:
    """Every compound and building in which enough members live. The smaller places stand below the larger."""
    members = members_on(formation.community_id, today()).filter(erased_at=None)
    lives = Counter(homes(members.values_list("pk", flat=True), today()).values())
    keys = _above(Place.objects.filter(pk__in=lives), lives)
    named = places_below(formation.community, on=today()).filter(kind__in=_NAMED_LIKE)
    places = sorted((place for place in named if keys[place.pk]), key=lambda place: (-keys[place.pk], place.path))
    texts = addresses(place.pk for place in places[:MOST])
    return [
        Suggestion(
            f"residence-{place.pk}", "residence", _group_name(_joined(texts[place.pk])), keys[place.pk], place.pk
        )
        for place in places[:MOST]
    ]


def _joined(address: str) -> str:
    """An address as a part of a name: "柳岸小区3号楼", since every compound has a house no. 3. Latin ones keep gaps."""
    return address if address.isascii() else address.replace(" ", "")


def _above(places: QuerySet[Place], lives: Counter[int]) -> Counter[int]:
    counts: Counter[int] = Counter()
    for place in places:
        counts.update(dict.fromkeys(place.ancestor_ids, lives[place.pk]))
    return counts


def _by_word(formation: Formation, field: str, bond: str) -> list[Suggestion]:
    """Words that people wrote on forms of earlier rounds, each person counted once."""
    earlier = Answer.objects.filter(form__formation__community_id=formation.community_id).exclude(**{field: ""})
    said = {(person, word) for person, text in earlier.values_list("form__person_id", field) for word in _words(text)}
    counts = Counter(word for _person, word in said)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Suggestion(f"{bond}-{word}", bond, _group_name(word), count) for word, count in ordered[:MOST]]


def _words(text: str) -> Iterable[str]:
    return {word for word in _SEPARATORS.split(text.strip().lower()) if 1 < len(word) <= 20}


def _group_name(word: str) -> str:
    """ "书法" becomes 书法小组, "chess" becomes "chess group"."""
    gap = " " if word[-1].isascii() else ""
    return f"{word}{gap}{term('group')}"
