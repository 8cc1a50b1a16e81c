"""Dated rules with their source: what may be asked, how much is enough, since when and who says so.

    book = rule_book("cn-party")
    rule = book.on(day)["groups.minimum_members"]
    verdict = check(rule, full_members, on=day)

Pure Python over YAML files: no Django, no clock, no network.
"""

from lianyi.rules.book import RuleBook, RulesInForce, UnknownRuleError
from lianyi.rules.check import Outcome, OverrideError, Verdict, check, override
from lianyi.rules.legend import GRADES, UNITS, Grade, Unit
from lianyi.rules.loader import rule_book, rule_pack_ids
from lianyi.rules.rule import Operator, Rule, Severity
from lianyi.rules.source import PackError
from lianyi.rules.wording import Bilingual

__all__ = [
    "GRADES",
    "UNITS",
    "Bilingual",
    "Grade",
    "Operator",
    "Outcome",
    "OverrideError",
    "PackError",
    "Rule",
    "RuleBook",
    "RulesInForce",
    "Severity",
    "Unit",
    "UnknownRuleError",
    "Verdict",
    "check",
    "override",
    "rule_book",
    "rule_pack_ids",
]
