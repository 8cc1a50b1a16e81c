"""From the rules in force on a day to what the engine of owners' votes asks for. Pure: no Django, no clock, no files.

A world whose bodies have bylaws of their own has no owners' vote: there each of these returns nothing.
"""

from collections.abc import Mapping

from lianyi.engines.owners import Measure, Share, VoteRules
from lianyi.rules import Bilingual, Operator, Rule, RulesInForce


def vote_rules(rules: RulesInForce, *, special: bool) -> VoteRules | None:
    """Return the shares an ordinary or a special matter needs.

    Raises:
        ValueError: an office restated one with an operator that a vote cannot follow.
    """
    voted_by = rules_voted_by(rules, special=special)
    return VoteRules(**{measure.value: _at_least(rule) for measure, rule in voted_by.items()}) if voted_by else None


def rules_voted_by(rules: RulesInForce, *, special: bool) -> Mapping[Measure, Rule]:
    """Return the rule behind each threshold, to be told beside it."""
    area, owners = rules.get("owners.approval_by_area"), rules.get("owners.approval_by_owners")
    if special:
        area, owners = rules.get("owners.special_approval_by_area"), rules.get("owners.special_approval_by_owners")
    found = {
        Measure.PARTICIPATING_AREA: rules.get("owners.participating_area"),
        Measure.PARTICIPATING_OWNERS: rules.get("owners.participating_owners"),
        Measure.APPROVAL_BY_AREA: area,
        Measure.APPROVAL_BY_OWNERS: owners,
    }
    known = {measure: rule for measure, rule in found.items() if rule is not None}
    return known if len(known) == len(found) else {}


def special_matters(rules: RulesInForce) -> tuple[tuple[str, Bilingual], ...]:
    """Return the matters that need the special majority, each with its name; every other one is ordinary."""
    rule = rules.get("owners.special_matters")
    return tuple((id_, name) for id_, name in rule.options if id_ in rule.items) if rule else ()


def _at_least(rule: Rule) -> Share:
    if rule.operator not in (Operator.AT_LEAST, Operator.MORE_THAN):
        raise ValueError(f"{rule.id} ({rule.origin}) must say >= or >, not {rule.operator}")
    return Share(rule.share, rule.operator is Operator.MORE_THAN)
