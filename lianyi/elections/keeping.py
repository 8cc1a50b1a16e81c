"""What this app holds about a person, and when it forgets who came to a meeting."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.elections.models import Election, Elector
from lianyi.jobs.chores import chore
from lianyi.journal.actions import Change, record
from lianyi.people import dossier
from lianyi.people.dossier import Line, Section
from lianyi.scope import Actor
from lianyi.wording import term


@dossier.register
def elections_of_person(person_id: int, for_: Actor) -> Section | None:
    """The elections on whose list somebody is, and whether they came. How somebody voted is not known."""
    electors = Elector.objects.filter(person=person_id).select_related("election").order_by("-election__meets_at")
    lines = tuple(Line(elector.election.title, _said(elector)) for elector in electors)
    return Section("elections", term("committee_election", 2), lines) if lines else None


def _said(elector: Elector) -> str:
    day = timezone.localdate(elector.election.meets_at).isoformat()
    came = _("was there") if elector.is_present else _("on the list")
    return f"{day} · {came}"


@chore
def forget_who_came() -> None:
    """Empties the attendance of elections whose term is over; the numbers stay with the rounds."""
    over = Election.objects.filter(term_ends_on__lte=today(), electors__is_present=True).distinct()
    for election in over.select_related("group"):
        with transaction.atomic():
            count = election.electors.filter(is_present=True).update(is_present=False)
            record(
                "election.attendance_forgotten",
                by=Actor.system("keeping"),
                changes=[Change({"present": count}, {"present": 0})],
                subject=("election", election.pk),
                community_id=election.group.community_id,
            )
