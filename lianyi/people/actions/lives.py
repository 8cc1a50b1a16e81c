"""What changes in a life over time: being a member, and where somebody lives. The past is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianyi.dated import Dated
from lianyi.journal.actions import Change, record
from lianyi.people.models import Person, Residence, Standing
from lianyi.people.queries import kinds
from lianyi.people.queries import person as find
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused

Row = TypeVar("Row", Standing, Residence)


@transaction.atomic
def set_standing(pk: int, *, kind: str, since: date, by: Actor, purpose: str = "") -> Person:
    """From a day on somebody is a member of this kind; with kind "" no longer a member."""
    person = _staff_sees(pk, by)
    if kind and kind not in dict(kinds()):
        raise Refused(_("There is no such kind of member."))
    last = _last(Standing.objects.filter(person=person))
    if (last.kind if last else "") == kind:
        return person
    _end(last, since)
    if kind:
        Standing.objects.create(person=person, kind=kind, starts_on=since)
    _record(
        "person.standing_set", person, {"kind": last.kind if last else ""}, {"kind": kind, "since": since}, by, purpose
    )
    return person


@transaction.atomic
def move_home(pk: int, *, to: Place | None, since: date, by: Actor, purpose: str = "") -> Person:
    """From a day on somebody lives at a place of the community; with None nowhere that is known."""
    person = _staff_sees(pk, by)
    if to and person.community_id not in to.ancestor_ids:
        raise OutOfScope
    last = _last(Residence.objects.filter(person=person))
    if (last.place_id if last else None) == (to.pk if to else None):
        return person
    if to and not to.holds_on(since):
        raise Refused(_("This place does not exist on that day."))
    _end(last, since)
    if to:
        Residence.objects.create(person=person, place=to, starts_on=since)
    before = {"place": last.place_id if last else None}
    _record("person.moved_home", person, before, {"place": to.pk if to else None, "since": since}, by, purpose)
    return person


def _staff_sees(pk: int, by: Actor) -> Person:
    person = find(pk, for_=by)
    by.require_community(person.community_id)
    Person.objects.select_for_update().get(pk=pk)  # two desks at once: the second waits, then sees what the first did
    return person


def _last(rows: QuerySet[Row]) -> Row | None:
    return rows.filter(ends_on__isnull=True).order_by("-pk").first()


def _end(last: Dated | None, since: date) -> None:
    """Ends what held until now."""
    if last is None:
        return
    if last.starts_on and since < last.starts_on:
        raise Refused(_("There is a later entry already, from %(day)s.") % {"day": last.starts_on})
    last.ends_on = since
    last.save(update_fields=["ends_on"])


def _record(
    code: str, person: Person, before: Mapping[str, object], after: Mapping[str, object], by: Actor, purpose: str
) -> None:
    record(
        code,
        by=by,
        changes=[Change(before, after, person.pk)],
        subject=("person", person.pk),
        community_id=person.community_id,
        purpose=purpose,
    )
