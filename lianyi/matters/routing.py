"""Who a matter goes to when it comes in: by the responsibilities, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import leading_at


@dataclass(frozen=True)
class Routed:
    """`body` None: the office of the community looks at it first. `reason` is a sentence for everybody."""

    body: Organisation | None
    reason: str


def route(subject: Subject | None, *, at: Place) -> Routed:
    """The body that leads a subject where the matter is."""
    if subject is None:
        return Routed(None, _("No subject chosen yet: the office of the community looks at it first."))
    leads = leading_at(subject, on=today(), at=at)
    if leads is None:
        return Routed(None, _("Nobody is named for this subject: the office of the community finds out."))
    words = {"body": leads.organisation.name, "basis": leads.basis, "source": leads.source}
    return Routed(leads.organisation, _("%(body)s leads: %(basis)s (%(source)s)") % words)
