"""Proposing the groups that people may wish for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups.models import Formation, ProposedGroup, Wish
from lianyi.journal.actions import Change, record
from lianyi.organisations.queries import bonds
from lianyi.rules import Verdict, check
from lianyi.scope import Actor, Refused
from lianyi.wording import rule, term

MINIMUM_RULE = "groups.minimum_members"
MAXIMUM_RULE = "groups.usual_maximum_members"


@dataclass(frozen=True)
class Proposal:
    """A group as it is proposed. `number` 0: the next free one. `place_id`: whose people it is for, or None."""

    name: str
    bond: str
    minimum: int
    maximum: int
    number: int = 0
    size_reason: str = ""
    place_id: int | None = None
    meets_at: str = ""
    meets_when: str = ""
    description: str = ""


def size_verdicts(minimum: int, maximum: int) -> tuple[Verdict, Verdict]:
    """How the sizes of a group compare with the rules: its smallest, its largest."""
    day = today()
    return check(rule(MINIMUM_RULE), minimum, on=day), check(rule(MAXIMUM_RULE), maximum, on=day)


def size_objections(minimum: int, maximum: int, reason: str) -> dict[str, str]:
    """What the rules have against these sizes, by the field concerned; empty when a reason settles it."""
    smallest, largest = size_verdicts(minimum, maximum)
    found = {}
    if minimum > maximum:
        found["maximum"] = _("The largest size is below the smallest.")
    if _stands(smallest, reason):
        offer = _("Propose it together with another small one as a %(joint)s instead.") % {"joint": term("joint_group")}
        found["minimum"] = " ".join([_text(smallest), offer, *([_or_reason()] if smallest.needs_reason else [])])
    if _stands(largest, reason):
        found.setdefault("maximum", " ".join([_text(largest), *([_or_reason()] if largest.needs_reason else [])]))
    return found


@transaction.atomic
def propose_groups(formation: Formation, proposals: Iterable[Proposal], *, by: Actor) -> list[ProposedGroup]:
    """Adds groups to a round that is being prepared. All of them, or none."""
    formation = _preparing(formation, by)
    last = formation.proposed.aggregate(last=Max("number"))["last"] or 0
    taken = set(formation.proposed.values_list("number", flat=True))
    made = []
    for proposal in proposals:
        _require_sizes(proposal)
        last = max(last, proposal.number) if proposal.number else last + 1
        number = proposal.number or last
        if number in taken:
            raise Refused(_("The number %(number)s is taken by another group.") % {"number": number})
        taken.add(number)
        made.append(ProposedGroup(formation=formation, **asdict(proposal) | {"number": number}))
    ProposedGroup.objects.bulk_create(made)
    _record("formation.groups_proposed", formation, by, [Change(after=_facts(group)) for group in made])
    return made


@transaction.atomic
def change_proposed(proposed: ProposedGroup, proposal: Proposal, *, by: Actor) -> ProposedGroup:
    """Changes a proposed group. Once forms are out, number and bond stay: people have them in their hands."""
    formation = _locked(proposed.formation, by)
    if formation.state == Formation.State.PUBLISHED:
        raise Refused(_("This round is published; its groups are changed on their own pages."))
    if formation.state != Formation.State.PREPARING and (proposal.number, proposal.bond) != (
        proposed.number,
        proposed.bond,
    ):
        raise Refused(_("Number and bond stay as they are once forms are out."))
    _require_sizes(proposal)
    if formation.proposed.exclude(pk=proposed.pk).filter(number=proposal.number).exists():
        raise Refused(_("The number %(number)s is taken by another group.") % {"number": proposal.number})
    before = _facts(proposed)
    for name, value in asdict(proposal).items():
        setattr(proposed, name, value)
    proposed.save()
    _record("formation.group_changed", formation, by, [Change(before, _facts(proposed))], proposal.size_reason)
    return proposed


@transaction.atomic
def withdraw_proposed(proposed: ProposedGroup, *, by: Actor) -> None:
    """Takes a group out of a round that is being prepared."""
    formation = _preparing(proposed.formation, by)
    if Wish.objects.filter(proposed=proposed).exists():
        raise Refused(_("People have wished for this group, so it stays."))
    _record("formation.group_withdrawn", formation, by, [Change(before=_facts(proposed))])
    proposed.delete()


@transaction.atomic
def number_anew(formation: Formation, *, by: Actor) -> None:
    """Numbers the groups 1, 2, 3, ... in the order of their bonds and present numbers."""
    formation = _preparing(formation, by)
    order = [bond.code for bond in bonds()]
    groups = sorted(formation.proposed.all(), key=lambda group: (_place(order, group.bond), group.number))
    beyond = max((group.number for group in groups), default=0)
    for shift in (beyond, 0):  # first out of the way, because each number exists once
        for place, group in enumerate(groups, 1):
            group.number = place + shift
            group.save(update_fields=["number"])
    changes = [Change(after={"number": group.number, "name": group.name}) for group in groups]
    _record("formation.groups_numbered", formation, by, changes)


def _place(order: list[str], bond: str) -> int:
    return order.index(bond) if bond in order else len(order)


def _require_sizes(proposal: Proposal) -> None:
    objections = size_objections(proposal.minimum, proposal.maximum, proposal.size_reason)
    if objections:
        raise Refused(" ".join([f"{proposal.name}{_(': ')}", *objections.values()]))


def _stands(verdict: Verdict, reason: str) -> bool:
    return not (verdict.passed or (verdict.rule.overridable and reason.strip()))


def _text(verdict: Verdict) -> str:
    return verdict.rule.text.within(get_language())


def _or_reason() -> str:
    return _("Or write down why it must be so; the reason is kept in the journal.")


def _preparing(formation: Formation, by: Actor) -> Formation:
    formation = _locked(formation, by)
    if formation.state != Formation.State.PREPARING:
        raise Refused(_("The forms are out: no group can be added or taken away in this round."))
    return formation


def _locked(formation: Formation, by: Actor) -> Formation:
    by.require_community(formation.community_id)
    return Formation.objects.select_for_update().get(pk=formation.pk)


def _facts(group: ProposedGroup) -> dict[str, Any]:
    names = (
        "number",
        "name",
        "bond",
        "minimum",
        "maximum",
        "size_reason",
        "place_id",
        "meets_at",
        "meets_when",
        "description",
    )
    return {name: getattr(group, name) for name in names}


def _record(code: str, formation: Formation, by: Actor, changes: list[Change], purpose: str = "") -> None:
    record(
        code,
        by=by,
        changes=changes,
        subject=("formation", formation.pk),
        community_id=formation.community_id,
        purpose=purpose,
    )
