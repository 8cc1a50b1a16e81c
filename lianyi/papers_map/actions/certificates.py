"""Certificates of the map: added, changed, checked, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.journal.actions import Change, record
from lianyi.papers_map import proofs
from lianyi.papers_map.models import Certificate
from lianyi.papers_map.queries.registry import needed_by, require_keeper
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, Refused

MOST_DAYS = 3650
MOST_CENTS = 100_000_000


@dataclass(frozen=True)
class Facts:
    """What is known of a certificate. `fee` in cents, `days` until it is ready, `holds_days` None: for ever."""

    name: str
    name_en: str = ""
    also_called: str = ""
    subject: Subject | None = None
    proof: str = ""
    fee: int = 0
    days: int = 0
    is_collected: bool = False
    holds_days: int | None = None
    is_common: bool = False
    note: str = ""
    note_en: str = ""
    source: str = ""


@transaction.atomic
def add_certificate(facts: Facts, *, by: Actor, checked_on: date | None = None) -> Certificate:
    """Adds a certificate to the map that the whole site shares; `checked_on` today when not said."""
    require_keeper(by)
    made = Certificate(checked_on=checked_on or today())
    _set(made, facts)
    record("papers.certificate_added", by=by, changes=[Change(None, _told(made))], subject=_as_subject(made))
    return made


@transaction.atomic
def change_certificate(found: Certificate, facts: Facts, *, by: Actor) -> Certificate:
    """Whoever changes it has looked at it: it counts as checked today."""
    require_keeper(by)
    before = _told(found)
    found.checked_on = today()
    _set(found, facts)
    if found.proof and found.counters.exists():
        raise Refused(_("It is had at a counter. Take that away first, if nobody may demand it."))
    change = Change(before, _told(found))
    record("papers.certificate_changed", by=by, changes=[change], subject=_as_subject(found))
    return found


@transaction.atomic
def check_certificate(found: Certificate, *, by: Actor) -> None:
    """Everything said about it still holds today."""
    require_keeper(by)
    before, found.checked_on = found.checked_on, today()
    found.save(update_fields=["checked_on"])
    change = Change({"checked_on": before}, {"checked_on": found.checked_on})
    record("papers.certificate_checked", by=by, changes=[change], subject=_as_subject(found))


@transaction.atomic
def end_certificate(found: Certificate, *, on: date, by: Actor) -> None:
    """`on` is the first day on which there is no such paper. Raises Refused while others need it."""
    require_keeper(by)
    if found.starts_on and on < found.starts_on:
        raise Refused(_("The end lies before the start."))
    if others := needed_by(found):
        names = _(", ").join(one.name for one in others)
        raise Refused(_("It is needed for %(names)s. Change that first.") % {"names": names})
    change = Change({"ends_on": found.ends_on}, {"ends_on": on})
    found.ends_on = on
    found.save(update_fields=["ends_on"])
    record("papers.certificate_ended", by=by, changes=[change], subject=_as_subject(found))


def _set(found: Certificate, facts: Facts) -> None:
    for name in Facts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(found, name, value.strip() if isinstance(value, str) else value)
    if not found.name:
        raise Refused(_("Please enter a name."))
    if Certificate.objects.on(today()).filter(name=found.name).exclude(pk=found.pk).exists():
        raise Refused(_("“%(name)s” is there already.") % {"name": found.name})
    if found.proof and found.proof not in dict(proofs.choices()):
        raise Refused(_("This proof does not stand in the rule."))
    if max(found.days, found.holds_days or 0) > MOST_DAYS or found.fee > MOST_CENTS:
        raise Refused(_("Please check the days and the fee: a number is too large."))
    found.save()


def _told(found: Certificate) -> dict[str, object]:
    facts = {name: getattr(found, name) for name in Facts.__dataclass_fields__ if name != "subject"}
    return {**facts, "subject": found.subject_id, "checked_on": found.checked_on}


def _as_subject(found: Certificate) -> tuple[str, int]:
    return ("certificate", found.pk)
