"""What is kept of plans and mandates: as long as their matter is known to be somebody's, and no longer."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianyi.jobs.chores import chore
from lianyi.matters.models import Matter
from lianyi.matters.rules import reach
from lianyi.papers_map.models import Mandate, Plan
from lianyi.papers_map.queries.plans import last_day
from lianyi.people import dossier, erasure
from lianyi.people.dossier import Line, Section
from lianyi.scope import Actor


@dossier.register
def papers_of(person_id: int, for_: Actor) -> Section | None:
    """The papers that somebody's plans fetch, and the mandates they gave. Who holds one is no line of their record."""
    mine = Matter.objects.filter(asker__person=person_id)
    if for_.person_id != person_id:
        mine = mine.filter(reach(for_))
    plans = Plan.objects.filter(matter__in=mine).select_related("matter").prefetch_related("goals")
    lines = [
        Line(
            f"{plan.matter.number} · {plan.made_on:%Y-%m-%d}", _(", ").join(one.shown_name for one in plan.goals.all())
        )
        for plan in plans
    ]
    for one in Mandate.objects.filter(matter__in=mine).select_related("matter"):
        span = f"{one.starts_on:%Y-%m-%d} – {last_day(one):%Y-%m-%d}"
        lines.append(Line(f"{one.matter.number} · {_('Mandate for a helper')}", f"{one.scope} · {span}"))
    return Section("papers_map", _("Papers being fetched, and mandates given"), tuple(lines)) if lines else None


@erasure.register
def forget_papers_of(person_id: int) -> None:
    _forget(Matter.objects.filter(asker__person=person_id))


@chore
def forget_papers_of_forgotten_matters() -> None:
    """Once nobody knows whose a matter was, which papers were missing and who helped is nobody's business either."""
    _forget(Matter.objects.filter(forgotten_at__isnull=False))


@transaction.atomic
def _forget(matters: QuerySet[Matter]) -> None:
    Mandate.objects.filter(matter__in=matters).delete()
    Plan.objects.filter(matter__in=matters).delete()
