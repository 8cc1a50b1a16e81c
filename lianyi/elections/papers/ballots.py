"""The report on ballots issued and returned (选票发放和收回情况报告单)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.evening import Evening, is_void, rounds_of
from lianyi.elections.models import Election, Round
from lianyi.elections.papers.heading import heading, joined, said_rule
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import reason, round_name, voted_on

RULES = ("ballots_returned_to_issued", "ballots_returned_to_present")


def ballots(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    """Every round, or one. How many were printed and how many are left over is written in by hand."""
    evening, rules = Evening(election), limits.rules_of(election)
    rounds = [round_] if round_ else [one for contest in evening.contests for one in rounds_of(contest)]
    return {
        **heading(election),
        "rows": [_row(one) for one in rounds],
        "rules": [said_rule(rules[f"elections.{rule}"]) for rule in RULES],
        "scrutineers": joined(str(official) for official in evening.officials if official.task == "scrutineer"),
        "tellers": joined(str(teller) for teller in evening.tellers),
    }


def _row(round_: Round) -> dict[str, Any]:
    is_back = round_.returned is not None
    return {
        "contest": voted_on(round_.contest, round_.stage, round_.seats),
        "round": round_name(round_),
        "present": round_.present,
        "issued": round_.issued,
        "returned": round_.returned if is_back else "",
        "missing": max(round_.issued - (round_.returned or 0), 0) if is_back else "",
        "verdict": _verdict(round_) if is_back or round_.outcome else "",
        "reasons": " ".join(reason(stored) for stored in round_.outcome.get("reasons", [])) if is_void(round_) else "",
    }


def _verdict(round_: Round) -> str:
    too_many = round_.returned is not None and round_.returned > min(round_.issued, round_.present)
    return _("void") if is_void(round_) or too_many else _("valid")
