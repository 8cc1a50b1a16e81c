"""What a vote of owners decides, from its totals: explained share by share. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.engines.owners import (
    Fault,
    ImpossibleVoteError,
    Measure,
    State,
    Threshold,
    Vote,
    decide,
    needed_to_take_part,
    square_metres,
)
from lianyi.matters.forms.owners_vote import OwnersVoteForm
from lianyi.matters.rules import CARRIERS
from lianyi.owners_rules import rules_voted_by, special_matters, vote_rules
from lianyi.request import Request
from lianyi.rules import RulesInForce
from lianyi.scope.marks import open_to
from lianyi.wording import book

MEASURES = {
    Measure.PARTICIPATING_AREA: gettext_lazy("Took part, by floor area"),
    Measure.PARTICIPATING_OWNERS: gettext_lazy("Took part, by owners"),
    Measure.APPROVAL_BY_AREA: gettext_lazy("Approved, by floor area of those who took part"),
    Measure.APPROVAL_BY_OWNERS: gettext_lazy("Approved, by owners who took part"),
}
STATES = {
    State.TOO_FEW_TOOK_PART: gettext_lazy("Too few took part: nothing is decided."),
    State.NOT_APPROVED: gettext_lazy("Enough took part, but too few approved: not adopted."),
    State.APPROVED: gettext_lazy("Adopted."),
}
WHOSE = {
    "everybody": gettext_lazy("All owners"),
    "participating": gettext_lazy("Owners who took part"),
    "approving": gettext_lazy("Owners who approved"),
}
FAULTS = {
    "negative": gettext_lazy("%(whose)s: a number is below zero."),
    "nobody": gettext_lazy("%(whose)s: there is nobody."),
    "area_without_owners": gettext_lazy("%(whose)s: there is floor area, but no owner."),
    "owners_without_area": gettext_lazy("%(whose)s: there are owners, but no floor area."),
    "more_owners": gettext_lazy("%(whose)s: more owners than they are part of."),
    "more_area": gettext_lazy("%(whose)s: more floor area than they are part of."),
}


SPECIAL = "owners.special_matters"


@dataclass(frozen=True)
class Line:
    """One of the four shares, in words and figures."""

    title: str
    needed: str
    got: str
    percent: str
    missing: str
    passed: bool
    at_boundary: bool
    rule_id: str


@require_safe
@open_to(*CARRIERS)
def owners_vote(request: Request) -> HttpResponse:
    rules = book().on(today())
    form = OwnersVoteForm(request.GET if "owners" in request.GET else None, special=special_matters(rules))
    context = {"section": "matters", "form": form, "is_ruled": vote_rules(rules, special=False) is not None}
    if context["is_ruled"] and form.is_bound and form.is_valid():
        context |= _result(form, rules)
    return render(request, "matters/desk/owners_vote.html", context)


def _result(form: OwnersVoteForm, rules: RulesInForce) -> dict[str, object]:
    vote, is_special = form.vote(), bool(form.cleaned_data["topic"])
    shares = vote_rules(rules, special=is_special)
    assert shares is not None
    try:
        outcome = decide(vote, shares)
    except ImpossibleVoteError as impossible:
        for fault in impossible.faults:
            form.add_error(None, _said(fault))
        return {}
    named = rules_voted_by(rules, special=is_special)
    aim = needed_to_take_part(vote.everybody, shares)
    return {
        "state": outcome.state,
        "verdict": STATES[outcome.state],
        "lines": [_line(one, named[one.measure].id) for one in outcome.thresholds],
        "aim": {"owners": aim.owners, "area": square_metres(aim.area)},
        "vote": _shown(vote),
        "topic": dict(form.fields["topic"].choices)[form.cleaned_data["topic"]],  # type: ignore[attr-defined]
        "special_rule": SPECIAL if is_special and rules.get(SPECIAL) else "",
        "day": today(),
    }


def _said(fault: Fault) -> str:
    return FAULTS[fault.code] % {"whose": WHOSE[fault.about]}


def _line(one: Threshold, rule_id: str) -> Line:
    def said(number: int) -> str:
        return f"{square_metres(number)} m²" if one.measure.is_area else str(number)

    return Line(
        str(MEASURES[one.measure]),
        said(one.needed),
        said(one.got),
        _percent(one.got_share),
        said(one.missing) if one.missing else "",
        one.passed,
        one.at_boundary,
        rule_id,
    )


def _percent(share: Fraction) -> str:
    """To two places, cut off rather than rounded: 66.6667 % of what needs two thirds must not look like enough."""
    hundredths = share.numerator * 10_000 // share.denominator
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def _shown(vote: Vote) -> list[tuple[str, int, str]]:
    weights = {"everybody": vote.everybody, "participating": vote.participating, "approving": vote.approving}
    return [(str(WHOSE[name]), weight.owners, f"{square_metres(weight.area)} m²") for name, weight in weights.items()]
