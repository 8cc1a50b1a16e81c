"""The one door to people: what this actor may see, or OutOfScope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from lianyi.dated import on as holds_on
from lianyi.dated import today
from lianyi.packs import load_pack
from lianyi.people.models import CorrectionRequest, Person, Residence, Standing
from lianyi.places.models import Place
from lianyi.places.queries import addresses
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching


@dataclass(frozen=True)
class PersonRow:
    """A line of a list: the person, the kind of membership and the address on a day ("" for none)."""

    person: Person
    kind: str
    address: str


def people(
    *,
    for_: Actor,
    community: Place,
    words: str = "",
    on: date | None = None,
    within: Place | None = None,
    kind: str = "",
) -> QuerySet[Person]:
    """The people of a community whom the words match.

    Without a day everybody in the register; with one, those who were members or lived there then, or of whom no
    membership is known at all.
    """
    for_.require_community(community.pk)
    found = Person.objects.filter(Q(community=community, erased_at=None) & matching(words))
    if on:
        found = found.filter(Exists(_standing(on)) | Exists(_residence(on)) | ~Exists(_standing(None)))
    if within:
        lived = Residence.objects.on(on or today()).filter(
            place__path__gte=within.path, place__path__lt=within.path_end
        )
        found = found.filter(pk__in=lived.values("person"))
    if kind:
        found = found.filter(pk__in=Standing.objects.on(on or today()).filter(kind=kind).values("person"))
    return found


def _standing(on: date | None) -> QuerySet[Standing]:
    mine = Standing.objects.filter(person=OuterRef("pk"))
    return mine.filter(holds_on(on)) if on else mine


def _residence(on: date) -> QuerySet[Residence]:
    return Residence.objects.filter(holds_on(on), person=OuterRef("pk"))


def person(pk: int, *, for_: Actor) -> Person:
    """A person's record, for the staff of the community and for the person. Raises OutOfScope otherwise."""
    found = Person.objects.select_related("community").filter(pk=pk, erased_at=None).first()
    if found is None:
        raise OutOfScope
    if for_.person_id != found.pk or not for_.is_(Role.RESIDENT, Role.BEARER):
        for_.require_community(found.community_id)
    return found


def members_on(community_id: int, day: date) -> QuerySet[Person]:
    """The members of a community on a day: those with a standing, each once, in the order of the roster.

    Erased people who were members on the day count too: they have no name, but the number of members stays true.
    """
    return Person.objects.filter(Exists(_standing(day)), community_id=community_id)


def standing_kinds(person_ids: Iterable[int], on: date) -> dict[int, str]:
    """The kind of membership of each person on a day, as its code. Who has none is missing."""
    return dict(Standing.objects.filter(holds_on(on), person__in=list(person_ids)).values_list("person_id", "kind"))


def homes(person_ids: Iterable[int], on: date) -> dict[int, int]:
    """The key of the place where each person lives on a day. Who has none is missing."""
    return dict(
        Residence.objects.filter(holds_on(on), person__in=list(person_ids)).values_list("person_id", "place_id")
    )


def rows(found: Iterable[Person], *, on: date) -> list[PersonRow]:
    """What a list shows of one page of people, in three more queries whatever their number."""
    page = list(found)
    ids = [one.pk for one in page]
    kinds_, homes_ = standing_kinds(ids, on), homes(ids, on)
    texts = addresses(homes_.values())
    return [
        PersonRow(one, kind_name(kinds_[one.pk]) if one.pk in kinds_ else "", texts.get(homes_.get(one.pk, 0), ""))
        for one in page
    ]


def history(who: Person) -> dict[str, Any]:
    """Where somebody lived and as what they were a member, from and to."""
    lived = list(Residence.objects.filter(person=who))
    texts = addresses(residence.place_id for residence in lived)
    return {
        "residences": [(residence, texts.get(residence.place_id, "")) for residence in reversed(lived)],
        "standings": [(standing, kind_name(standing.kind)) for standing in Standing.objects.filter(person=who)],
    }


def corrections_waiting(for_: Actor) -> QuerySet[CorrectionRequest]:
    """What people of this actor's communities asked to have corrected, the oldest first."""
    communities = for_.community_ids if for_.is_(Role.STAFF) else frozenset()
    found = CorrectionRequest.objects.filter(state=CorrectionRequest.State.WAITING, person__community__in=communities)
    return found.select_related("person").order_by("at", "pk")


def correction(pk: int, *, for_: Actor) -> CorrectionRequest:
    """A request, for whoever may see the person's record. Raises OutOfScope otherwise."""
    found = CorrectionRequest.objects.select_related("person").filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    person(found.person_id, for_=for_)
    return found


def same_name(community_id: int, name: str) -> QuerySet[Person]:
    """People of a community with exactly this name."""
    return Person.objects.filter(community_id=community_id, name=name, erased_at=None)


def kinds() -> list[tuple[str, str]]:
    """The kinds of member of the vocabulary pack, code and name in the reader's language."""
    language = get_language()
    return [(kind.id, kind.name.within(language)) for kind in load_pack(settings.LIANYI_PACK).member_kinds]


def kind_name(code: str) -> str:
    """A kind's name; a kind that the pack no longer knows keeps its code."""
    return dict(kinds()).get(code, code)
