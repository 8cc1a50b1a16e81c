"""Matters by the body that has them: for reforms of bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from lianyi.matters.models import Dispute, Helping, Hop, Matter, Step

PATH = Coalesce("place__path", "community__path")
LASTING = ~Q(state=Matter.State.CLOSED)


def carried_by_bodies() -> Iterator[tuple[int, int, int | None, str]]:
    """Of every matter that is not closed and lies at a body: key, body, subject, path of its place or community."""
    rows = Matter.objects.filter(LASTING, body__isnull=False).annotate(path_there=PATH).order_by("pk")
    return rows.values_list("pk", "body", "subject", "path_there").iterator(chunk_size=5000)


def stranded(on: date) -> QuerySet[Matter]:
    """Matters that are not closed and lie at a body that has ended by this day."""
    found = Matter.objects.filter(LASTING, body__ends_on__lte=on)
    return found.select_related("body", "subject", "place", "community").order_by("pk")


def help_of(bodies: Iterable[int]) -> QuerySet[Helping]:
    """The help that these bodies give in matters that are not over."""
    return _helping().filter(organisation__in=list(bodies))


def helping_though_ended(on: date) -> set[int]:
    """The bodies that have ended by this day and still help somewhere."""
    return set(_helping().filter(organisation__ends_on__lte=on).values_list("organisation", flat=True))


def _helping() -> QuerySet[Helping]:
    return Helping.objects.filter(ended_at=None).exclude(matter__state=Matter.State.CLOSED)


def known_to_bodies(keys: Iterable[int]) -> list[int]:
    """The matters in which one of these bodies plays a part: has or had it, helps, is named in a step or a dispute."""
    bodies = list(keys)
    found = set(Matter.objects.filter(body__in=bodies).values_list("pk", flat=True))
    for kind in (Hop, Step, Helping):
        found |= set(kind.objects.filter(organisation__in=bodies).values_list("matter", flat=True))
    asked = Q(organisation__in=bodies) | Q(arbiter__in=bodies) | Q(proposed__in=bodies) | Q(decided__in=bodies)
    return sorted(found | set(Dispute.objects.filter(asked).values_list("matter", flat=True)))


def received_since(first: date) -> QuerySet[Matter]:
    """Matters of the public services received from this day on, with `hand_offs`: how often each went on to another.

    Reforms do not count: nobody was sent on by them.
    """
    count = Count("hops", filter=~Q(hops__cause=Hop.Cause.REFORMED)) - 1
    found = Matter.objects.filter(workspace=Matter.Workspace.SERVICE, opened_at__date__gte=first)
    return found.annotate(hand_offs=count).order_by("pk")
