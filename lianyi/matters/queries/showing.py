"""What a matter shows to whom: its course as whoever raised it reads it, and as everybody may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.functional import Promise

from lianyi.matters.models import Asker, Feedback, Matter, Step, Trip
from lianyi.matters.queries.course import course
from lianyi.matters.queries.lists import Slice, slice_of
from lianyi.places.models import Place

KINDS = Step.Kind
# What is told in public of a step is its kind, day and office; its words only where they are about the thing itself.
IN_PUBLIC = {
    KINDS.VISIT: True,
    KINDS.DOCUMENT: True,
    KINDS.DECISION: True,
    KINDS.ANSWER: True,
    KINDS.HAND_OVER: True,
    KINDS.RETURN: True,
    KINDS.ESCALATION: True,
    KINDS.CALL: False,
    KINDS.CLAIM: False,
    KINDS.PAUSE: False,
    KINDS.RESUME: False,
}
LEFT_OUT = "…"
PER_PAGE = 30


@dataclass(frozen=True)
class Told:
    """A step as somebody reads it. `by_asker` says that whoever raised the matter wrote it."""

    kind: str
    title: str | Promise
    on: date
    office: str
    text: str
    next_step: str = ""
    by: str = ""
    by_asker: bool = False
    trips: tuple[Trip, ...] = ()


def own_course(matter: Matter) -> list[Told]:
    """Every step that is shown to whoever raised the matter."""
    return [
        Told(
            step.kind,
            step.get_kind_display(),
            step.happened_on,
            _office(step),
            step.text,
            step.next_step,
            step.by_name,
            _is_by_asker(step),
            tuple(step.trips.all()),
        )
        for step in course(matter, shown_only=True)
    ]


def public_course(matter: Matter) -> list[Told]:
    """What everybody may know of the course: no names, nothing that was said by or to whoever raised it."""
    steps = [step for step in course(matter, shown_only=True) if step.kind in IN_PUBLIC]
    names = _names(matter)
    return [
        Told(
            step.kind,
            step.get_kind_display(),
            step.happened_on,
            without(_office(step), names),
            without(step.text, names) if IN_PUBLIC[KINDS(step.kind)] else "",
            without(step.next_step, names) if IN_PUBLIC[KINDS(step.kind)] else "",
        )
        for step in steps
    ]


def without(text: str, names: set[str]) -> str:
    """A text in which none of these names and numbers stands."""
    for name in sorted(names, key=len, reverse=True):
        # Letters and digits end a number, Chinese characters do not: nobody writes a space between them.
        whole = rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name)
        text = re.sub(whole, LEFT_OUT, text, flags=re.ASCII)
    return text


def thanks(matter: Matter) -> list[Feedback]:
    """What may be shown publicly of what was said, the latest first."""
    return list(matter.feedback.filter(may_publish=True).exclude(words="").order_by("-at", "-pk"))


def goes_on_as(matter: Matter) -> Matter | None:
    """The matter in which a joined or handed-over one goes on; None while it is not over, or ended for good."""
    if matter.outcome == Matter.Outcome.JOINED:
        return matter.joined_to
    if matter.outcome == Matter.Outcome.CROSSED:
        crossing = matter.crossings.select_related("to_matter").order_by("-pk").first()
        return crossing.to_matter if crossing else None
    return None


def public_matters(community: Place, *, closed: bool = False, before: int | None = None) -> Slice:
    """The public matters of a community, those that are open or those that are closed, the latest first."""
    is_over = Q(state=Matter.State.CLOSED, outcome__in=[Matter.Outcome.SOLVED, Matter.Outcome.EXPLAINED])
    wanted = is_over if closed else ~Q(state=Matter.State.CLOSED)
    found = Matter.objects.filter(wanted, community=community, is_public=True, forgotten_at__isnull=True)
    return slice_of(found, before, PER_PAGE)


def _is_by_asker(step: Step) -> bool:
    """An account that is gone leaves its name; whoever writes with a code leaves none."""
    return step.kind in (KINDS.NOTE, KINDS.WORD) and step.by_id is None and not step.by_name


def _office(step: Step) -> str:
    return step.office or (step.organisation.name if step.organisation else "")


def _names(matter: Matter) -> set[str]:
    """The names and numbers of everybody who has to do with a matter."""
    found = {name for row in matter.backers.values_list("name", "phone") for name in row}
    for asker in Asker.objects.filter(matter=matter):
        found |= {asker.name, asker.phone, asker.email}
    found |= set(matter.steps.values_list("by_name", flat=True))
    return {name.strip() for name in found if len(name.strip()) > 1}
