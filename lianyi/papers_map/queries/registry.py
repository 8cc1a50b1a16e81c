"""The registry of certificates. It is public: what one needs for a paper is nobody's secret."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lianyi.dated import on as holds_on
from lianyi.dated import today
from lianyi.papers_map.models import Certificate, Counter, Requirement
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching

CHECKED_EVERY = timedelta(days=365)


def certificates(*, on: date, words: str = "") -> QuerySet[Certificate]:
    """The certificates of a day that words find: by name, older names, pinyin."""
    found: QuerySet[Certificate] = Certificate.objects.on(on).filter(matching(words)).order_by("sort_key", "pk")
    return found.select_related("subject")


def certificate(pk: int) -> Certificate:
    found = Certificate.objects.filter(pk=pk).select_related("subject").first()
    if found is None:
        raise OutOfScope
    return found


def counters_of(found: Certificate) -> QuerySet[Counter]:
    return Counter.objects.filter(certificate=found).select_related("organisation", "window")


def open_counters(on: date) -> QuerySet[Counter]:
    """The counters whose body, and whose window where one is named, are there on a day."""
    has_window = Q(window__isnull=True) | holds_on(on, "window__")
    return Counter.objects.filter(holds_on(on, "organisation__") & has_window)


def requirements_of(found: Certificate) -> list[Requirement]:
    """Those always needed first, then the alternatives group by group."""
    return list(Requirement.objects.filter(certificate=found).select_related("needs"))


def needed_by(found: Certificate) -> list[Certificate]:
    """The certificates of today that need this one."""
    return list(Certificate.objects.on(today()).filter(requirements__needs=found))


def counter(pk: int) -> Counter:
    found = Counter.objects.filter(pk=pk).select_related("certificate", "organisation", "window").first()
    if found is None:
        raise OutOfScope
    return found


def requirement(pk: int) -> Requirement:
    found = Requirement.objects.filter(pk=pk).select_related("certificate", "needs").first()
    if found is None:
        raise OutOfScope
    return found


def to_check(on: date) -> QuerySet[Certificate]:
    """Not checked for a year, or had at a counter that is no more: the longest unchecked first."""
    gone = Counter.objects.filter(certificate=OuterRef("pk")).exclude(pk__in=open_counters(on).values("pk"))
    old = Q(checked_on__isnull=True) | Q(checked_on__lte=on - CHECKED_EVERY)
    found: QuerySet[Certificate] = Certificate.objects.on(on).annotate(is_gone=Exists(gone))
    return found.filter(old | Q(is_gone=True)).order_by(F("checked_on").asc(nulls_first=True), "sort_key", "pk")


def cities() -> list[str]:
    """The cities known to the registry, the one with most counters first."""
    counted: dict[str, int] = {}
    for city in Counter.objects.order_by("pk").values_list("city", flat=True):
        counted[city] = counted.get(city, 0) + 1
    return sorted(counted, key=lambda city: (-counted[city], city))


def require_keeper(by: Actor) -> None:
    """The map is kept by those who answer for it: staff and administrators."""
    if not by.is_(Role.STAFF, Role.ADMIN, Role.SYSTEM):
        raise OutOfScope
