"""Who holds a post in an organisation, and who speaks with whom."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.organisations.actions.bodies import require_own, tell
from lianyi.organisations.models import Contact, Office, Organisation
from lianyi.organisations.queries.bodies import works_with
from lianyi.scope import Actor, OutOfScope, Refused


@transaction.atomic
def fill_office(organisation: Organisation, *, title: str, holder: str, since: date, by: Actor) -> Office:
    """Somebody holds a post from a day on; whoever held the same post until then no longer does."""
    require_own(organisation, by)
    if not title.strip() or not holder.strip():
        raise Refused(_("Please enter the post and the name."))
    for held in Office.objects.on(since).filter(organisation=organisation, title=title.strip()):
        end_office(held, on=since, by=by)
    office = Office.objects.create(
        organisation=organisation, title=title.strip(), holder=holder.strip(), starts_on=since
    )
    tell("organisation.office_filled", organisation, {}, {"title": office.title, "since": since}, by)
    return office


@transaction.atomic
def end_office(office: Office, *, on: date, by: Actor) -> None:
    """`on` is the first day without."""
    require_own(office.organisation, by)
    _end(office, on)
    tell("organisation.office_ended", office.organisation, {}, {"title": office.title, "until": on}, by)


@transaction.atomic
def name_contact(
    organisation: Organisation, *, side: str, name: str, since: date, by: Actor, task: str = "", phone: str = ""
) -> Contact:
    """Names somebody to speak with, on their side or on ours. Staff may do so for every body that serves their area."""
    _require_working_with(organisation, by)
    if side not in Contact.Side.values or not name.strip():
        raise Refused(_("Please enter a name, and on whose side it is."))
    contact = Contact.objects.create(
        organisation=organisation,
        side=side,
        name=name.strip(),
        task=task.strip(),
        phone=phone.strip(),
        starts_on=since,
    )
    tell("organisation.contact_named", organisation, {}, {"side": side, "task": contact.task, "since": since}, by)
    return contact


@transaction.atomic
def end_contact(contact: Contact, *, on: date, by: Actor) -> None:
    """`on` is the first day without. The telephone is forgotten."""
    _require_working_with(contact.organisation, by)
    contact.phone = ""
    _end(contact, on)
    tell("organisation.contact_ended", contact.organisation, {}, {"side": contact.side, "until": on}, by)


def _require_working_with(organisation: Organisation, by: Actor) -> None:
    if not works_with(organisation, by):
        raise OutOfScope


def _end(row: Office | Contact, on: date) -> None:
    if row.starts_on and on < row.starts_on:
        raise Refused(_("The end lies before the start."))
    row.ends_on = on
    row.save()
