"""Measuring something against a rule, and going ahead all the same when the rule allows it."""

import operator as compare
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from lianyi.rules.rule import Operator, Rule, Severity

Measured = int | Fraction | Decimal | bool | str

_HOLDS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.AT_LEAST: compare.ge,
    Operator.MORE_THAN: compare.gt,
    Operator.AT_MOST: compare.le,
    Operator.LESS_THAN: compare.lt,
    Operator.EQUAL: compare.eq,
    Operator.ONE_OF: lambda measured, allowed: measured in allowed,
}


class OverrideError(Exception):
    """The rule may not be overridden, was met anyway, or no reason was given."""


class Outcome(StrEnum):
    """How a check ended, in the order of what it asks of the person."""

    PASSED = "passed"
    OVERRIDDEN = "overridden"
    WARNED = "warned"
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """What was measured against which rule on which day. An override leaves `passed` false: the fact stays visible."""

    rule: Rule
    measured: int | Fraction | bool | str
    on: date
    passed: bool
    severity: Severity
    override_reason: str | None = None

    @property
    def outcome(self) -> Outcome:
        """Passed, overridden, warned or refused."""
        if self.passed:
            return Outcome.PASSED
        if self.override_reason is not None:
            return Outcome.OVERRIDDEN
        return Outcome.WARNED if self.severity is Severity.WARN else Outcome.REFUSED

    @property
    def needs_reason(self) -> bool:
        """Whether the person may go on once a reason is given."""
        return self.outcome in (Outcome.WARNED, Outcome.REFUSED) and self.rule.overridable

    @property
    def may_proceed(self) -> bool:
        """Whether the act may go on as things are: met, overridden, or a bare warning that asks for no reason."""
        return self.outcome is not Outcome.REFUSED and not self.needs_reason


def check(rule: Rule, measured: Measured, *, on: date) -> Verdict:
    """Compare what was measured with a rule in force on a day.

    `measured` is an int, an exact share (Fraction or Decimal), a bool or an option's id. A float is refused: 20 of 25
    must be exactly 4/5.

    Raises:
        TypeError: `measured` does not compare with the rule's kind.
        ValueError: the rule is a setting without an operator, or is not in force on that day.
    """
    if rule.operator is None or rule.severity is None:
        raise ValueError(f"{rule.id} is a setting: nothing is measured against it")
    if not rule.is_in_force(on):
        raise ValueError(f"{rule.id} ({rule.origin}) is not in force on {on}")
    exact = Fraction(measured) if isinstance(measured, Decimal) else measured
    _require_comparable(rule, exact)
    return Verdict(rule, exact, on, _HOLDS[rule.operator](exact, rule.value), rule.severity)


def override(verdict: Verdict, reason: str) -> Verdict:
    """Return the verdict with the reason for going ahead although the rule is not met.

    Raises:
        OverrideError: the rule was met, may not be overridden, or the reason is blank.
    """
    if verdict.passed:
        raise OverrideError(f"{verdict.rule.id} was met")
    if not verdict.rule.overridable:
        raise OverrideError(f"{verdict.rule.id} may not be overridden")
    if not reason.strip():
        raise OverrideError(f"overriding {verdict.rule.id} needs a reason")
    return replace(verdict, override_reason=reason.strip())


def _require_comparable(rule: Rule, measured: int | Fraction | bool | str) -> None:
    expected: tuple[type, ...]
    if isinstance(rule.value, bool):
        expected = (bool,)
    elif isinstance(rule.value, int | Fraction):
        expected = (int, Fraction)
    else:
        expected = (str,)
    mixed_up = isinstance(measured, bool) and bool not in expected
    if mixed_up or not isinstance(measured, expected):
        raise TypeError(f"{rule.id} is of kind {rule.kind}; {type(measured).__name__} cannot be measured against it")
