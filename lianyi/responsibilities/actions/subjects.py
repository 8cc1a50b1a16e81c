"""Subjects: what people ask for, in their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models.naming import split_names
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.scope import Actor, OutOfScope, Refused, Role

FIELDS = ("name", "name_en", "asked_as", "answer", "answer_en", "bring", "bring_en")


@transaction.atomic
def add_subject(facts: Mapping[str, str], *, by: Actor) -> Subject:
    """Adds a subject to the list that the whole site shares."""
    require_keeper(by)
    subject = Subject()
    _set(subject, facts)
    record(
        "subject.added",
        by=by,
        changes=[Change(None, _facts(subject))],
        subject=("subject", subject.pk),
    )
    return subject


@transaction.atomic
def change_subject(subject: Subject, facts: Mapping[str, str], *, by: Actor) -> Subject:
    require_keeper(by)
    before = _facts(subject)
    _set(subject, facts)
    record(
        "subject.changed",
        by=by,
        changes=[Change(before, _facts(subject))],
        subject=("subject", subject.pk),
    )
    return subject


@transaction.atomic
def also_ask(subject: Subject, words: str, *, by: Actor) -> Subject:
    """Adds a way of asking, so that it is found next time."""
    known = split_names(subject.asked_as)
    new = [name for name in split_names(words) if name not in (*known, subject.name, subject.name_en)]
    return (
        change_subject(subject, {**_facts(subject), "asked_as": "；".join([*known, *new])}, by=by) if new else subject
    )


@transaction.atomic
def end_subject(subject: Subject, *, on: date, source: str, by: Actor) -> None:
    """From a day on nobody needs this any more; `source` says where that stands."""
    require_keeper(by)
    if not source.strip():
        raise Refused(_("Please say where it stands that this is no longer needed."))
    if Responsibility.objects.filter(subject=subject, starts_on__gt=on).exists():
        raise Refused(_("Somebody is entered as responsible for a later day."))
    Responsibility.objects.filter(subject=subject, ends_on__isnull=True).update(ends_on=on)
    subject.ends_on, subject.end_source = on, source.strip()
    subject.save()
    change = Change({"ends_on": None}, {"ends_on": on, "source": subject.end_source})
    record("subject.ended", by=by, changes=[change], subject=("subject", subject.pk))


def require_keeper(by: Actor) -> None:
    """The list is kept by those who answer for it: staff and administrators."""
    if not by.is_(Role.STAFF, Role.ADMIN, Role.SYSTEM):
        raise OutOfScope


def _set(subject: Subject, facts: Mapping[str, str]) -> None:
    for name in FIELDS:
        setattr(subject, name, facts.get(name, getattr(subject, name)).strip())
    if not subject.name:
        raise Refused(_("Please enter a name."))
    same = Subject.objects.filter(name=subject.name).exclude(pk=subject.pk)
    taken = Refused(_("“%(name)s” is there already.") % {"name": subject.name})
    if same.exists():
        raise taken
    try:
        with transaction.atomic():
            subject.save()
    except IntegrityError as clash:  # somebody else was quicker
        raise taken from clash


def _facts(subject: Subject) -> dict[str, str]:
    return {name: getattr(subject, name) for name in FIELDS}
