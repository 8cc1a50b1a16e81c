"""What stands between a draft and its publication."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings

from lianyi.dated import today
from lianyi.groups import hand
from lianyi.groups.models import Draft, Formation
from lianyi.groups.problem import asked_now, changed_serials
from lianyi.groups.queries.drafts import placed
from lianyi.packs import load_pack
from lianyi.people.queries import standing_kinds
from lianyi.rules import check
from lianyi.rules.check import Verdict
from lianyi.wording import rule

STATES = (Formation.State.CLOSED, Formation.State.PUBLISHED)


@dataclass(frozen=True)
class Obstacles:
    """All of it, so that the page can show it at once.

    - is_open: forms are still coming in; nothing helps but closing the round
    - refused: group numbers and rules that nobody may override
    - broken: the draft's broken limits and missed rules, to go ahead with a reason
    - unplaced: serials without a group, each to be acknowledged with a reason
    - outdated: serials whose form has changed since, to be confirmed
    """

    is_open: bool
    refused: list[tuple[int, Verdict]] = field(default_factory=list)
    broken: list[dict[str, Any]] = field(default_factory=list)
    missed: list[tuple[int, Verdict]] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)
    outdated: list[int] = field(default_factory=list)

    @property
    def needs_reason(self) -> bool:
        return bool(self.broken or self.missed)

    @property
    def is_final(self) -> bool:
        return self.is_open or bool(self.refused)


def obstacles(draft: Draft) -> Obstacles:
    """What must be settled before this draft may be published, as of today."""
    where = placed(draft)
    verdicts = _rule_verdicts(draft, today())
    now = asked_now(draft.formation, day=today(), places_unanswered=draft.places_unanswered)
    return Obstacles(
        is_open=draft.formation.state not in STATES,
        refused=[(number, verdict) for number, verdict in verdicts if not verdict.rule.overridable],
        broken=hand.broken_now(draft, where),
        missed=[(number, verdict) for number, verdict in verdicts if verdict.rule.overridable],
        unplaced=sorted(serial for serial, number in where.items() if number is None),
        outdated=changed_serials(draft.asked, now),
    )


def _rule_verdicts(draft: Draft, day: date) -> list[tuple[int, Verdict]]:
    """Groups that the rules in force do not allow: too few members who count, or too many."""
    least, most = rule("groups.minimum_members", day), rule("groups.usual_maximum_members", day)
    counted, sizes = _counted(draft, day)
    verdicts = [(number, check(least, counted[number], on=day)) for number in sorted(sizes)]
    verdicts += [(number, check(most, sizes[number], on=day)) for number in sorted(sizes)]
    return [(number, verdict) for number, verdict in verdicts if not verdict.passed]


def _counted(draft: Draft, day: date) -> tuple[Counter[int], Counter[int]]:
    """Per open group: members who count to the minimum (by their kind), and all."""
    rows = list(draft.placements.filter(proposed__isnull=False).values_list("proposed__number", "form__person_id"))
    kinds = standing_kinds((person_id for _number, person_id in rows), day)
    not_counting = {kind.id for kind in load_pack(settings.LIANYI_PACK).member_kinds if not kind.counts_to_minimum}
    sizes = Counter(number for number, _person_id in rows)
    counted = Counter(number for number, person_id in rows if kinds.get(person_id) not in not_counting)
    return counted, sizes
