"""The plan and the mandates of a matter. Whoever asks has opened the matter, which is where access is decided."""

from __future__ import annotations

from datetime import date, timedelta

from lianyi.dated import today
from lianyi.matters.models import Matter
from lianyi.matters.queries import matter as opened
from lianyi.papers_map.actions.mandates import papers_for
from lianyi.papers_map.models import Certificate, Errand, Mandate, Plan
from lianyi.papers_map.the_map import Answers
from lianyi.scope import Actor, OutOfScope


def plan_of(matter: Matter) -> Plan | None:
    return Plan.objects.filter(matter=matter).select_related("matter").first()


def errands_of(plan: Plan) -> list[Errand]:
    related = ("certificate__subject", "counter__organisation", "counter__window")
    return list(plan.errands.select_related(*related).order_by("position"))


def papers_of(errands: list[Errand]) -> list[tuple[Certificate, Errand]]:
    """Each paper of a plan once, in order, with the errand that brings it home."""
    last = {errand.certificate_id: errand for errand in errands}
    return [(errand.certificate, errand) for errand in last.values()]


def answers_of(plan: Plan) -> Answers:
    """What was answered, as it is today: what is there is held, and only helpers who may still act can go."""
    errands = errands_of(plan)
    there = tuple(dict.fromkeys(errand.certificate_id for errand in errands if errand.done_on))
    return Answers(
        tuple(plan.goals.values_list("pk", flat=True)),
        there,
        plan.home,
        plan.goes,
        helping_cities(plan, errands),
        plan.post,
        plan.online,
    )


def helping_cities(plan: Plan, errands: list[Errand]) -> tuple[str, ...]:
    """The cities in which somebody can go: as answered until there is a mandate, and from then on as mandates allow."""
    said = tuple(city for city in plan.helpers_in.split(";") if city)
    mandates = mandates_of(plan.matter)
    if not mandates:
        return said
    allowed = papers_for(mandates, today())
    by_helper = [one for one in errands if one.way == Errand.Way.PROXY and one.certificate_id in allowed]
    return tuple(sorted({one.counter.city for one in by_helper if one.counter} & set(said)))


def mandates_of(matter: Matter) -> list[Mandate]:
    rows = Mandate.objects.filter(matter=matter).prefetch_related("certificates")
    return list(rows.order_by("-starts_on", "-pk"))


def without_mandate(matter: Matter, errands: list[Errand]) -> list[Certificate]:
    """The papers still to be had by a helper for which nobody holds a mandate today."""
    allowed = papers_for(mandates_of(matter), today())
    open_ones = [one for one in errands if one.way == Errand.Way.PROXY and one.done_on is None]
    return list(dict.fromkeys(one.certificate for one in open_ones if one.certificate_id not in allowed))


def mandate(pk: int, *, for_: Actor) -> Mandate:
    """A mandate, for those who carry its matter. That they looked is written down as for the matter itself."""
    found = Mandate.objects.filter(pk=pk).select_related("matter").first()
    if found is None:
        raise OutOfScope
    found.matter = opened(found.matter_id, for_=for_)
    return found


def last_day(mandate: Mandate) -> date | None:
    """The last day on which the helper may act; days are kept half-open, people count the last one."""
    return mandate.ends_on - timedelta(days=1) if mandate.ends_on else None
