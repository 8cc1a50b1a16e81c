"""Organisations, by line and by area."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.places.queries import places
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching


def organisations(
    *, for_: Actor, on: date, words: str = "", line: int | None = None, area: Place | None = None
) -> QuerySet[Organisation]:
    """The organisations that serve this actor's areas, those above them too; of one line, serving one area."""
    found = Organisation.objects.on(on).filter(matching(words)).filter(_within_reach(for_))
    if line:
        found = found.filter(Q(line=line) | Q(pk=line))
    if area:
        found = found.filter(Q(area__path__gte=area.path, area__path__lt=area.path_end) | Q(area__in=area.ancestor_ids))
    return found.select_related("line", "area")


def organisation(pk: int, *, for_: Actor) -> Organisation:
    found = Organisation.objects.filter(_within_reach(for_), pk=pk).select_related("line", "area").first()
    if found is None:
        raise OutOfScope
    return found


def line_choices(*, for_: Actor, on: date) -> QuerySet[Organisation]:
    """The organisations that others report to."""
    return organisations(for_=for_, on=on).filter(members_of_line__isnull=False).distinct()


def _within_reach(for_: Actor) -> Q:
    if for_.is_(Role.SYSTEM, Role.ADMIN):
        return Q()
    own = Place.objects.filter(pk__in=for_.community_ids | for_.region_ids)
    above = {key for place in own for key in place.ancestor_ids}
    return Q(area=None) | Q(area__in=above) | Q(area__in=places(for_).values("pk"))
