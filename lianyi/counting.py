"""From the rules in force on a day to what the counting engine asks for. Pure: no Django, no clock, no files."""

from fractions import Fraction

from lianyi.engines.count import Basis, CountRules, Share
from lianyi.rules import Operator, Rule, RulesInForce


def count_rules(rules: RulesInForce) -> CountRules:
    """Return the rules of counting.

    Raises:
        UnknownRuleError: one of them is not in force on that day.
        ValueError: an office restated one with an operator that counting cannot follow.
    """
    return CountRules(
        quorum=_at_least(rules["elections.attendance_quorum"]),
        majority=_at_least(rules["elections.votes_to_be_elected"]),
        basis=Basis(rules["elections.majority_basis"].choice),
        returned_to_issued=_at_most(rules["elections.ballots_returned_to_issued"]),
        returned_to_present=_at_most(rules["elections.ballots_returned_to_present"]),
        names_to_seats=_at_most(rules["elections.names_to_seats"]),
    )


def rules_counted_by(rules: RulesInForce) -> tuple[Rule, ...]:
    """Return the rules a result rests on, in the order they are applied, to be told beside it."""
    return (
        rules["elections.attendance_quorum"],
        rules["elections.ballots_returned_to_issued"],
        rules["elections.ballots_returned_to_present"],
        rules["elections.names_to_seats"],
        rules["elections.votes_to_be_elected"],
        rules["elections.majority_basis"],
        rules["elections.tie"],
        rules["elections.run_off_decided_by"],
        rules["elections.too_few_elected"],
    )


def run_off_needs_majority(rules: RulesInForce) -> bool:
    """Return whether a run-off is won only with the votes needed in the first round, not just with most votes."""
    return rules["elections.run_off_decided_by"].choice == "majority"


def _at_least(rule: Rule) -> Share:
    if rule.operator not in (Operator.AT_LEAST, Operator.MORE_THAN):
        raise ValueError(f"{rule.id} ({rule.origin}) must say >= or >, not {rule.operator}")
    return Share(rule.share, rule.operator is Operator.MORE_THAN)


def _at_most(rule: Rule) -> Fraction:
    if rule.operator is not Operator.AT_MOST:
        raise ValueError(f"{rule.id} ({rule.origin}) must say <=, not {rule.operator}")
    return rule.share
