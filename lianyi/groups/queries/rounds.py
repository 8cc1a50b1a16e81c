"""Rounds as the staff of a community see them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lianyi.dated import today
from lianyi.groups.models import Answer, Formation, ProposedGroup, WishForm
from lianyi.groups.queries.answers import newest_answers
from lianyi.organisations.queries import bonds
from lianyi.people.models import Person
from lianyi.people.queries import members_on
from lianyi.places.queries import addresses
from lianyi.scope import Actor, OutOfScope


@dataclass(frozen=True)
class Progress:
    """How far the forms of a round have come in. `channels` counts the newest answers by the door they came through."""

    forms: int
    answered: int
    declined: int
    late: int
    channels: dict[str, int]

    @property
    def waiting(self) -> int:
        return self.forms - self.answered


def formations_of(*, for_: Actor) -> QuerySet[Formation]:
    """The rounds of the communities this person works for, newest first."""
    return Formation.objects.filter(community_id__in=for_.community_ids).select_related("community")


def formation_of(formation_id: int, *, for_: Actor) -> Formation:
    formation = Formation.objects.select_related("community").filter(pk=formation_id).first()
    if formation is None:
        raise OutOfScope
    for_.require_community(formation.community_id)
    return formation


def proposed_of(formation: Formation, number: int) -> ProposedGroup:
    proposed = formation.proposed.select_related("place").filter(number=number).first()
    if proposed is None:
        raise OutOfScope
    return proposed


def proposed_by_bond(formation: Formation) -> list[tuple[str, list[ProposedGroup]]]:
    """The proposed groups in their order, under the names of their bonds."""
    groups = list(formation.proposed.select_related("place"))
    texts = addresses(group.place_id for group in groups if group.place_id)
    for group in groups:
        group.home = texts.get(group.place_id or 0, "")
    names = {bond.code: bond.name for bond in bonds()}
    order = dict.fromkeys([*names, *(group.bond for group in groups)])
    found = [(names.get(code, code), [group for group in groups if group.bond == code]) for code in order]
    return [(name, under) for name, under in found if under]


def members_without_form(formation: Formation) -> QuerySet[Person]:
    """Members of today who have no form in this round, in the roster's order."""
    own = WishForm.objects.filter(formation=formation, person=OuterRef("pk"))
    return members_on(formation.community_id, today()).filter(~Exists(own), erased_at=None)


def member_count(formation: Formation) -> int:
    """Whom the groups must hold: the members of today while preparing, afterwards those who have a form."""
    if formation.state == Formation.State.PREPARING:
        return members_on(formation.community_id, today()).filter(erased_at=None).count()
    return formation.forms.count()


def progress_of(formation: Formation) -> Progress:
    counted = (
        newest_answers(formation)
        .order_by()
        .values_list("channel")
        .annotate(
            all=Count("pk"), no=Count("pk", filter=Q(takes_part=False)), after=Count("pk", filter=Q(is_late=True))
        )
    )
    counts = {channel: figures for channel, *figures in counted}
    answered, declined, late = (sum(column) for column in zip((0, 0, 0), *counts.values(), strict=True))
    return Progress(
        forms=formation.forms.count(),
        answered=answered,
        declined=declined,
        late=late,
        channels={channel: counts[channel][0] for channel in Answer.Channel.values if channel in counts},
    )
