"""What this app holds about a person: told in the dossier, forgotten with an erasure."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.groups.models import Objection
from lianyi.groups.queries import results
from lianyi.groups.seats import leave_bare_seats
from lianyi.people import dossier, erasure
from lianyi.people.dossier import Line, Section
from lianyi.scope import Actor, Role


@dossier.register
def placements(person_id: int, for_: Actor) -> Section | None:
    """The group somebody got in each published round, and their objections."""
    lines: list[Line] = []
    own = for_.is_(Role.RESIDENT) and for_.person_id == person_id
    for form in results.forms_of_person(person_id):
        publication = results.latest(form.formation)
        placement = results.placement_of(publication, form) if publication else None
        if placement:
            name = placement.proposed.name if placement.proposed else _("no group")
            url = reverse("groups:my_result", args=[form.formation_id]) if own else ""
            lines.append(Line(form.formation.title, name, url))
        lines += [Line(_("Objection"), objection.text) for objection in results.objections_by(form)]
    return Section("placements", _("Result of your wishes"), tuple(lines)) if lines else None


@erasure.register
def forget(person_id: int) -> None:
    """Takes away what somebody said. The placement of a nameless row stays, so that sizes stay true."""
    Objection.objects.filter(form__person=person_id).delete()
    leave_bare_seats(person_id)
