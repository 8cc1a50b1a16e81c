"""The list of responsibilities as the desk keeps it."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, Count, DateField, Q, QuerySet

from lianyi.dated import on as holds_on
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import organisation, works_with
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject
from lianyi.scope import Actor, OutOfScope, Role
from lianyi.search import matching
from lianyi.statements import Prepared, Slot

_KEY, _DAY = Slot("pk", BigIntegerField()), Slot("day", DateField())
_SUBJECT = Prepared(lambda: Subject.objects.filter(holds_on(_DAY), pk=_KEY).order_by())


def subjects(*, words: str = "", on: date | None = None) -> QuerySet[Subject]:
    """The subjects that words find; on a day: those that somebody needs then, each with `leading`, how many lead."""
    found = Subject.objects.filter(matching(words))
    if on is None:
        return found
    leads = Q(responsibilities__role=Responsibility.Role.LEADS) & holds_on(on, "responsibilities__")
    counted = found.on(on).annotate(leading=Count("responsibilities", filter=leads, distinct=True))
    return counted.order_by("sort_key", "pk")


def subject(pk: int) -> Subject:
    found = Subject.objects.filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def subject_on(pk: int, *, on: date) -> Subject | None:
    """The subject with this key, when somebody needs it on a day."""
    return _SUBJECT.first(pk=pk, day=on)


def duties_of(subject: Subject) -> QuerySet[Responsibility]:
    """All roles in a subject, of all times, those that hold longest first."""
    return Responsibility.objects.filter(subject=subject).select_related("organisation", "area")


def duty(pk: int, *, for_: Actor) -> Responsibility:
    """A role, for those who keep what its body does."""
    found = Responsibility.objects.filter(pk=pk).select_related("organisation", "area", "subject").first()
    if found is None:
        raise OutOfScope
    require_keeper(found.organisation, for_)
    return found


def point(pk: int, *, for_: Actor) -> ServicePoint:
    """A service point, for those who keep what its body does."""
    found = ServicePoint.objects.filter(pk=pk).select_related("organisation").first()
    if found is None:
        raise OutOfScope
    require_keeper(found.organisation, for_)
    return found


def kept_body(pk: int, *, for_: Actor) -> Organisation:
    """A body whose responsibilities and service points this actor keeps."""
    found = organisation(pk, for_=for_)
    require_keeper(found, for_)
    return found


def require_keeper(body: Organisation, for_: Actor) -> None:
    """Raises OutOfScope unless somebody works with the body, or administers the site."""
    if not for_.is_(Role.ADMIN, Role.SYSTEM) and not works_with(body, for_):
        raise OutOfScope
