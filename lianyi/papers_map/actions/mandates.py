"""Mandates for helpers: written for printing, recorded once signed, taken back at any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Matter, Step
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.papers_map.models import Certificate, Mandate
from lianyi.scope import Actor, Refused


@dataclass(frozen=True)
class MandateFacts:
    """Who may act, for what and which papers, from the first day to the last one (both count)."""

    helper: str
    scope: str
    first: date
    last: date
    helper_phone: str = ""
    certificates: tuple[Certificate, ...] = ()


@transaction.atomic
def write_mandate(matter: Matter, facts: MandateFacts, *, by: Actor) -> Mandate:
    """A mandate to be printed. It holds for nothing until it is signed."""
    require_writer(matter, by)
    require_open(matter)
    if not facts.helper.strip() or not facts.scope.strip():
        raise Refused(_("Please write who may act, and for what."))
    if not facts.certificates:
        raise Refused(_("Please choose at least one paper: a mandate for everything is none."))
    if facts.last < facts.first:
        raise Refused(_("The end lies before the start."))
    made = Mandate.objects.create(
        matter=matter,
        helper=facts.helper.strip(),
        helper_phone=facts.helper_phone.strip(),
        scope=facts.scope.strip(),
        starts_on=facts.first,
        ends_on=_after(facts.last),
    )
    made.certificates.set(facts.certificates)
    tell("papers.mandate_written", matter, by=by, after=_days(made))
    return made


@transaction.atomic
def sign_mandate(mandate: Mandate, *, on: date, by: Actor) -> None:
    """Both have signed the paper."""
    require_writer(mandate.matter, by)
    if on > today():
        raise Refused(_("This day lies in the future."))
    if not Mandate.objects.filter(pk=mandate.pk, signed_on__isnull=True, revoked_on__isnull=True).update(signed_on=on):
        raise Refused(_("This mandate is signed already, or was taken back."))
    mandate.signed_on = on
    write(mandate.matter, Done(Step.Kind.DOCUMENT, _("A mandate for a helper is signed.")), by=by)
    tell("papers.mandate_signed", mandate.matter, by=by, after={**_days(mandate), "on": on})


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: Actor, by_asker: bool = False) -> None:
    """From today the helper may not act any more. Whoever gave the mandate takes it back without giving a reason.

    `by_asker`: the caller has seen the code of whoever raised the matter.
    """
    if not by_asker:
        require_writer(mandate.matter, by)
    if not Mandate.objects.filter(pk=mandate.pk, revoked_on__isnull=True).update(revoked_on=today()):
        raise Refused(_("It was taken back already."))
    mandate.revoked_on = today()
    text = _("A mandate for a helper was taken back. Please ask for the signed paper.")
    write(mandate.matter, Done(Step.Kind.DOCUMENT, text), by=by)
    tell("papers.mandate_revoked", mandate.matter, by=by, after={"on": today()})


def papers_for(mandates: Iterable[Mandate], day: date) -> set[int]:
    """The keys of the papers for which somebody may act on a day."""
    return {one.pk for mandate in mandates if mandate.is_in_force(day) for one in mandate.certificates.all()}


def _after(last: date) -> date:
    return date.fromordinal(last.toordinal() + 1)


def _days(mandate: Mandate) -> dict[str, object]:
    return {"starts_on": mandate.starts_on, "ends_on": mandate.ends_on}
