"""Playing a round of forming groups in the demo town: proposals, forms, answers, and a published result."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from lianyi.demo.catalogue import Topic
from lianyi.demo.registries import Settled
from lianyi.demo.town import Resident
from lianyi.groups.actions.answers import Arrival, Content, answer_form
from lianyi.groups.actions.drafts import Settings, start_draft
from lianyi.groups.actions.proposals import Proposal, propose_groups
from lianyi.groups.actions.publishing import publish_formation
from lianyi.groups.actions.rounds import close_formation, open_formation, prepare_formation
from lianyi.groups.models import Draft, Formation
from lianyi.jobs.actions import work_through
from lianyi.scope import Actor
from lianyi.wording import term

DRAW = 20110513
DAYS_TO_ANSWER = 21


def play_round(settled: Settled, *, share: float, starts_on: date, by: Actor) -> Formation:
    """A round that is open, with the forms of this share of the members in."""
    formation = prepare_formation(
        settled.place.pk,
        {
            "title": f"{settled.plan.name}{term('wish_form')}",
            "deadline": timezone.now() + timedelta(days=DAYS_TO_ANSWER),
            "seed": DRAW,
            "open_per_bond": settled.plan.open_per_bond,
            "starts_on": starts_on,
            "contact": f"{settled.plan.name}活动室一楼",
            "keep_until": starts_on + timedelta(days=365),
        },
        by=by,
    )
    numbers = {made.name: made.number for made in propose_groups(formation, proposals_of(settled), by=by)}
    open_formation(formation, by=by)
    residents = dict(zip(settled.person_ids, settled.plan.residents, strict=True))
    forms = list(formation.forms.order_by("serial"))
    for form in forms[: round(len(forms) * share)]:
        resident = residents[form.person_id]
        answer_form(form, _content(resident, numbers), Arrival(resident.channel), by=by)
    formation.refresh_from_db()
    return formation


def publish_round(formation: Formation, *, by: Actor) -> None:
    """Closes the round, tries it out once, and publishes what came out."""
    close_formation(formation, by=by)
    draft = start_draft(formation, Settings(open_per_bond=formation.open_per_bond), by=by)
    work_through()
    publish_formation(Draft.objects.get(pk=draft.pk), by=by)


def proposals_of(settled: Settled) -> list[Proposal]:
    """Everything that can be wished for in a community."""
    return [_proposal(topic, settled) for topic in settled.plan.topics]


def _proposal(topic: Topic, settled: Settled) -> Proposal:
    return Proposal(
        name=_group_name(topic.name),
        bond=topic.bond,
        minimum=topic.minimum,
        maximum=topic.maximum,
        place_id=settled.compounds[topic.name] if topic.bond == "residence" else None,
        meets_at=topic.meets_at,
        meets_when=topic.meets_when,
    )


def _group_name(topic: str) -> str:
    return f"{topic}{term('group')}"


def _content(resident: Resident, numbers: dict[str, int]) -> Content:
    return Content(
        wishes=tuple(numbers[_group_name(wish)] for wish in resident.wishes),
        accept_any=resident.accept_any,
        trade=resident.trade,
        area=resident.home[0],
        hobby=resident.hobby,
    )
