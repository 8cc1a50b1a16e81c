"""The notice of the meeting."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.evening import Evening
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.papers.heading import heading, joined, manner, said_day, said_rule
from lianyi.elections.papers.paper import Asked
from lianyi.elections.wording import contest_name
from lianyi.papers.strokes import stroke_key
from lianyi.wording import term

RULES = ("attendance_quorum", "votes_to_be_elected", "absentees_may_vote_by_proxy", "helper_may_fill_in_ballot")


def notice(election: Election, round_: Round | None, asked: Asked) -> dict[str, Any]:
    evening, rules = Evening(election), limits.rules_of(election)
    return {
        **heading(election),
        "contests": [_contest(contest, evening) for contest in evening.contests],
        "expected": evening.expected,
        "quorum_needed": evening.quorum,
        "who_votes": _who_votes(evening),
        "rules": [said_rule(rules[f"elections.{rule}"]) for rule in RULES],
        "manner": manner(election),
        "approval": election.approval,
        "contact": election.contact,
        "called_on": said_day(election.called_on),
    }


def _who_votes(evening: Evening) -> str:
    """Who is left out of those expected still has the vote."""
    voters = sum(elector.may_vote for elector in evening.electors)
    words = {"count": voters, "members": term("member", voters), "expected": evening.expected}
    if voters == evening.expected:
        return _("Entitled to vote: the %(count)s %(members)s on the list.") % words
    return _("Entitled to vote: the %(count)s %(members)s on the list, of whom %(expected)s are expected.") % words


def _contest(contest: Contest, evening: Evening) -> dict[str, Any]:
    names = {elector.person_id: elector.person.name or "—" for elector in evening.electors}
    return {
        "name": contest_name(contest),
        "method": str(Contest.Method(contest.method).label),
        "voters": contest.voters,
        "candidates": joined(sorted((names[person] for person in evening.candidates(contest)), key=stroke_key)),
    }
