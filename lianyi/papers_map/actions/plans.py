"""The plan of a matter: made from answers, ticked paper by paper."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.matters.actions.pausing import pause_matter, resume_matter
from lianyi.matters.actions.steps import Done, require_open, write
from lianyi.matters.models import Matter, Pause, Step
from lianyi.matters.rules import require_writer
from lianyi.matters.telling import tell
from lianyi.papers_map.blocked import told
from lianyi.papers_map.models import Certificate, Errand, Plan
from lianyi.papers_map.planning import Figures, Line, Made
from lianyi.scope import Actor, Refused


@transaction.atomic
def make_plan(matter: Matter, made: Made, *, by: Actor, waits: bool = False) -> Plan:
    """Stores a plan with the matter. What is there already of an earlier plan stays in it, ticked.

    `waits`: from now on the matter waits for the papers. Raises Refused when a paper cannot be had the way it was
    answered, or nothing is left to fetch.
    """
    require_writer(matter, by)
    require_open(matter)
    if barriers := told(made):
        raise Refused(" ".join(one.text for one in barriers))
    if not made.lines:
        raise Refused(_("Nothing has to be fetched for this."))
    plan = _stored(matter, made)
    kept = _kept(plan, {line.certificate.pk for line in made.lines})
    _store_errands(plan, made.lines, kept)
    write(matter, Done(Step.Kind.NOTE, _said(made.figures)), by=by)
    tell("papers.plan_made", matter, by=by, after={"papers": len({line.certificate.pk for line in made.lines})})
    if waits and not matter.pauses.filter(ended_at__isnull=True).exists():
        pause_matter(matter, Pause.Cause.PAPERS, note=_missing(plan), by=by)
    return plan


@transaction.atomic
def tick_paper(
    plan: Plan, certificate: Certificate, *, by: Actor, on: date | None = None, is_there: bool = True
) -> bool:
    """A paper is there, or is not after all. Returns whether everything is there now (see `is_complete`)."""
    require_writer(plan.matter, by)
    require_open(plan.matter)
    day = on or today()
    if day > today():
        raise Refused(_("This day lies in the future."))
    rows = Errand.objects.filter(plan=plan, certificate=certificate, done_on__isnull=is_there)
    if not rows.update(done_on=day if is_there else None):
        raise Refused(_("Somebody has ticked this already."))
    words = {"paper": certificate.name}
    text = _("It is there: %(paper)s") % words if is_there else _("It is not there after all: %(paper)s") % words
    write(plan.matter, Done(Step.Kind.DOCUMENT, text, on=day if is_there else None), by=by)
    tell("papers.errand_done" if is_there else "papers.errand_undone", plan.matter, by=by, after={"on": day})
    return is_complete(plan)


def is_complete(plan: Plan) -> bool:
    """Whether everything is there: all papers that lead to the wanted ones, or those themselves where none does.

    The last step to what is wanted is then in the hands of whoever issues it: its clock runs from here.
    """
    missing = plan.errands.filter(done_on__isnull=True)
    leading = plan.errands.exclude(certificate__in=plan.goals.all())
    return not (missing.exclude(certificate__in=plan.goals.all()) if leading.exists() else missing).exists()


@transaction.atomic
def complete(plan: Plan, *, by: Actor) -> None:
    """Everything is there: from now on the matter lies in our hands. Raises Refused while a paper is missing."""
    if not is_complete(plan):
        raise Refused(_("Not all papers are there yet."))
    resume_matter(plan.matter, by=by, note=_("All papers are there."))


def _stored(matter: Matter, made: Made) -> Plan:
    answers, figures = made.answers, made.figures
    plan, _is_new = Plan.objects.update_or_create(
        matter=matter,
        defaults={
            "made_on": today(),
            "home": answers.home,
            "goes": answers.goes,
            "helpers_in": ";".join(answers.helpers_in),
            "post": answers.post,
            "online": answers.online,
            "before": figures.before,
            "in_vain": figures.in_vain,
            "own_trips": figures.own_trips,
            "helper_trips": figures.helper_trips,
            "letters": figures.letters,
            "days": figures.days,
            "fees": figures.fees,
            "least_own": figures.least_own,
            "is_proven": figures.is_proven,
        },
    )
    plan.goals.set(answers.wanted)
    return plan


def _kept(plan: Plan, fetched: set[int]) -> int:
    """Takes away what the new plan replaces. Returns the place after the last errand that stays, which is done."""
    plan.errands.filter(done_on__isnull=True).delete()
    plan.errands.filter(certificate__in=fetched).delete()
    rows = list(plan.errands.order_by("position"))
    for position, row in enumerate(rows):
        Errand.objects.filter(pk=row.pk).update(position=position)
    return len(rows)


def _store_errands(plan: Plan, lines: tuple[Line, ...], after: int) -> None:
    gone = max(plan.errands.values_list("trip", flat=True), default=0)
    Errand.objects.bulk_create(
        Errand(
            plan=plan,
            certificate=line.certificate,
            counter=line.counter,
            position=after + place,
            trip=gone + line.trip if line.trip else 0,
            way=line.way,
            act=line.act,
            day=line.day,
            ready_day=line.ready_day,
            is_sent=line.is_sent,
        )
        for place, line in enumerate(lines)
    )


def _said(figures: Figures) -> str:
    return _(
        "A plan for the papers is made. Own trips: %(own)d, a helper’s: %(helper)d, by post: %(letters)d. Simply"
        " setting off would take %(before)d trips."
    ) % {
        "own": figures.own_trips,
        "helper": figures.helper_trips,
        "letters": figures.letters,
        "before": figures.before,
    }


def _missing(plan: Plan) -> str:
    rows = plan.errands.filter(done_on__isnull=True).select_related("certificate")
    return _(", ").join(dict.fromkeys(row.certificate.name for row in rows))[:200]
