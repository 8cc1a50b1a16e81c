"""What was done in a matter: written down once, read by whoever raised it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import now, today
from lianyi.matters.models import Matter, Step, Trip
from lianyi.matters.rates.events import Event, What
from lianyi.matters.rates.standing import was_in_time
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.organisations.models import Organisation
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, Refused

CONTACTS = (Step.Kind.VISIT, Step.Kind.CALL, Step.Kind.ANSWER)


@dataclass(frozen=True)
class Done:
    """What was done. `reached` says that whoever raised the matter was spoken to: it is the first response."""

    kind: str
    text: str
    on: date | None = None
    organisation: Organisation | None = None
    office: str = ""
    next_step: str = ""
    is_shown: bool = True
    reached: bool = False


@dataclass(frozen=True)
class Way:
    """A way somebody had to go. `cause` "" for one that was needed."""

    where: str
    traveller: str = Trip.Traveller.ASKER
    on: date | None = None
    subject: Subject | None = None
    cause: str = ""


@transaction.atomic
def add_step(matter: Matter, done: Done, *, by: Actor, way: Way | None = None) -> Step:
    """Writes down a visit, a call, a document, a note or a decision.

    Raises Refused when it says nothing, lies in the future, or the matter is closed; OutOfScope for strangers.
    """
    require_writer(matter, by)
    require_open(matter)
    if done.kind not in Step.OF_HANDS:
        raise Refused(_("Please choose what was done."))
    if not done.text.strip():
        raise Refused(_("Please write what was said or done."))
    day = done.on or today()
    if day > today():
        raise Refused(_("This day lies in the future."))
    step = write(matter, done, by=by)
    if way is not None:
        _add_trip(matter, way, day, step)
    events = respond(matter) if done.reached else ()
    tell("matter.step", matter, by=by, after={"step": done.kind, "on": day}, events=events)
    return step


@transaction.atomic
def add_trip(matter: Matter, way: Way, *, by: Actor) -> Trip:
    """Writes down a way that was gone, needed or in vain."""
    require_writer(matter, by)
    trip = _add_trip(matter, way, way.on or today(), None)
    tell("matter.trip", matter, by=by, after={"cause": way.cause, "on": trip.on})
    return trip


def write(matter: Matter, done: Done, *, by: Actor) -> Step:
    """Appends a step, and notes that the matter moved. For actions; who may has been checked."""
    step = Step.objects.create(
        matter=matter,
        kind=done.kind,
        at=now(),
        happened_on=done.on or today(),
        organisation=done.organisation,
        office=done.office.strip(),
        text=done.text.strip(),
        next_step=done.next_step.strip(),
        is_shown=done.is_shown,
        by_id=by.user_id,
        by_name=by.name,
    )
    matter.moved_on = today()
    Matter.objects.filter(pk=matter.pk).update(moved_on=matter.moved_on)
    return step


def respond(matter: Matter) -> tuple[Event, ...]:
    """The first time somebody is spoken to. The event is known on the day it was due, as the rate counts it."""
    if matter.responded_at is not None:
        return ()
    moment = now()
    if not Matter.objects.filter(pk=matter.pk, responded_at__isnull=True).update(responded_at=moment):
        return ()
    matter.responded_at = moment
    return (Event(What.IN_TIME, matter.respond_by),) if was_in_time(matter) else ()


def require_open(matter: Matter) -> None:
    if matter.is_over:
        raise Refused(_("This matter is closed. Open it again first."))


def _add_trip(matter: Matter, way: Way, day: date, step: Step | None) -> Trip:
    if not way.where.strip():
        raise Refused(_("Please write where the way led."))
    if way.cause and way.cause not in Trip.Cause.values:
        raise Refused(_("Please choose why it was in vain."))
    return Trip.objects.create(
        matter=matter,
        step=step,
        on=day,
        traveller=way.traveller,
        where=way.where.strip(),
        subject=way.subject or matter.subject,
        cause=way.cause,
    )
