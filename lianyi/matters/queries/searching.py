"""Finding matters by words, and those that are like one about to be raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.db.models import Count, Exists, OuterRef, QuerySet

from lianyi.matters import words
from lianyi.matters.models import Gram, Matter
from lianyi.matters.queries.lists import PER_PAGE, Slice, slice_of, slice_of_keys
from lianyi.matters.queries.opening import matter_by_number
from lianyi.matters.rules import reach
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

MOST_GRAMS = 8
FEW, MANY = 50, 5_000
LATEST = 200, 4_000
MOST_SIMILAR = 5
LOOKED_THROUGH = 400
LIKENESS = 0.34


def search(typed: str, *, for_: Actor, before: int | None = None) -> Slice:
    """Matters whose topic holds all that was typed, or the one whose number it is."""
    if (numbered := matter_by_number(typed, for_=for_)) is not None and before is None:
        return Slice([numbered], None, True)
    wanted = sorted(words.grams(typed), key=len, reverse=True)[:MOST_GRAMS]
    if not wanted:
        return Slice([], None, before is None)
    found = Matter.objects.filter(reach(for_))
    if not (communities := _communities(for_)):
        return slice_of(_with(wanted, found), before, PER_PAGE)
    begun = _rarest(wanted, communities)
    rarest = Gram.objects.filter(community__in=communities, text=begun)
    others = _with([text for text in wanted if text != begun], found)
    return slice_of_keys(_latest(others, rarest.filter(matter__lt=before) if before else rarest), before, PER_PAGE)


def _with(wanted: Iterable[str], found: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those of them in whose topic all these grams are."""
    for text in wanted:
        found = found.filter(
            Exists(Gram.objects.filter(community=OuterRef("community"), text=text, matter=OuterRef("pk")))
        )
    return found


def _latest(found: QuerySet[Matter], rarest: QuerySet[Gram]) -> list[int]:
    """The keys of a page of what is found among the matters that hold the rarest word, and of one more.

    Where most that hold it are meant, the latest few have a page of them. No database knows that before it has looked:
    it reckons with words that have nothing to do with each other, and looks through all.
    """
    for few in LATEST:
        latest = rarest.order_by("-matter_id").values("matter")[:few]
        keys = _page(found.filter(pk__in=latest))
        if len(keys) > PER_PAGE:
            return keys
    return _page(found.filter(pk__in=rarest.values("matter")))


def _page(found: QuerySet[Matter]) -> list[int]:
    return list(found.order_by("-pk").values_list("pk", flat=True)[: PER_PAGE + 1])


def _communities(for_: Actor) -> frozenset[int]:
    """Where all matters lie that this account knows, if that is told by its communities alone."""
    if for_.is_(Role.SYSTEM) or for_.is_(Role.OFFICER) or for_.is_(Role.SECRETARY):
        return frozenset()
    return frozenset(for_.community_ids) | frozenset(for_.committee_ids)


def _rarest(wanted: Sequence[str], communities: Collection[int]) -> str:
    """The gram to begin with: what stands in few matters is looked through soonest. Counting ends where many begin."""
    fewest, rarest = MANY + 1, wanted[0]
    for text in wanted:
        count = Gram.objects.filter(community__in=communities, text=text)[:fewest].count()
        if count < fewest:
            fewest, rarest = count, text
        if fewest < FEW:
            break
    return rarest


def similar(topic: str, *, community: Place, place: Place | None = None, for_: Actor | None = None) -> list[Matter]:
    """Open matters nearby that are like this topic: what is public, and for those who carry matters all they know.

    Likeness is the share of common grams in the shorter of the two topics (Szymkiewicz-Simpson overlap), more for the
    same place: one writes three words, the other a sentence.
    """
    asked = words.grams(topic)
    if not asked:
        return []
    likely = _likely(asked, community)
    found = Matter.objects.filter(pk__in=likely).exclude(state=Matter.State.CLOSED)
    found = found.filter(is_public=True) if for_ is None else found.filter(reach(for_))
    ranked = [(_likeness(asked, one, place), one) for one in found.select_related("place", "body")]
    ranked.sort(key=lambda pair: (-pair[0], -pair[1].pk))
    return [one for likeness, one in ranked if likeness >= LIKENESS][:MOST_SIMILAR]


def _likely(asked: Iterable[str], community: Place) -> QuerySet[Gram, int]:
    """The latest matters with at least one gram in common, those with most first."""
    rows = Gram.objects.filter(community=community, text__in=list(asked)[:24]).values("matter")
    return (
        rows.annotate(common=Count("pk"))
        .order_by("-common", "-matter")
        .values_list("matter", flat=True)[:LOOKED_THROUGH]
    )


def _likeness(asked: frozenset[str], one: Matter, place: Place | None) -> float:
    has = words.grams(one.topic)
    common = len(asked & has)
    share = common / min(len(asked), len(has)) if common > 1 or asked == has else 0.0
    near = place is not None and one.place is not None and place.ancestor_ids[-2:] == one.place.ancestor_ids[-2:]
    return share + (0.2 if near else 0.0)
