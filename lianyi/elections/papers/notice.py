"""The notice of the meeting."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.evening import Evening
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.papers.heading import heading, manner, said_day, said_rule
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import contest_name
from lianyi.wording import term

RULES = ("attendance_quorum", "votes_to_be_elected", "absentees_may_vote_by_proxy", "helper_may_fill_in_ballot")


def notice(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    evening, rules = Evening(election), limits.rules_of(election)
    return {
        **heading(election),
        "contests": [_contest(contest) for contest in evening.contests],
        "expected": evening.expected,
        "quorum_needed": evening.quorum,
        "who_votes": _("Entitled to vote: the %(count)s %(members)s on the list.")
        % {"count": evening.expected, "members": term("member", evening.expected)},
        "rules": [said_rule(rules[f"elections.{rule}"]) for rule in RULES],
        "manner": manner(election),
        "approval": election.approval,
        "contact": election.contact,
        "called_on": said_day(election.called_on),
    }


def _contest(contest: Contest) -> dict[str, Any]:
    return {
        "name": contest_name(contest),
        "method": str(Contest.Method(contest.method).label),
        "voters": str(Contest.Electors(contest.electors).label),
    }
