"""What codes of elections and of the count say to people, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.elections.ballots import UnreadableError
from lianyi.elections.models import Contest, Round
from lianyi.elections.queries.elections import people_named
from lianyi.engines.count import InconsistentError
from lianyi.organisations.models import Post
from lianyi.wording import term

INVALID_REASONS = {
    "too_many_names": gettext_lazy("more names than seats"),
    "contradictory": gettext_lazy("for and against the same name"),
    "illegible": gettext_lazy("cannot be read"),
    "marked": gettext_lazy("carries a name or a mark"),
    "foreign": gettext_lazy("is not one of the ballots issued"),
}
_UNREADABLE = {
    "no_number": gettext_lazy("“%(value)s” is no number. Enter the numbers of the names, with spaces between."),
    "not_on_list": gettext_lazy("There is no number %(value)s on the list."),
    "named_twice": gettext_lazy("Number %(value)s stands there twice. Enter each name once."),
    "no_reason": gettext_lazy("Please choose why the ballot is invalid."),
    "empty": gettext_lazy("No number was entered. A ballot without any name has a button of its own."),
    "no_ballot": gettext_lazy("Enter one ballot at a time."),
    "nothing_to_take_back": gettext_lazy("There is nothing of this kind to take back."),
}
_IMPOSSIBLE = {
    "more_approvals_than_possible": gettext_lazy(
        "%(approvals)s strokes are more than the valid ballots can hold: at most %(most)s. Please count again."
    ),
    "more_approvals_than_ballots": gettext_lazy(
        "%(name)s has %(approved)s strokes, but there are only %(valid)s valid ballots. Please count again."
    ),
    "more_votes_than_ballots": gettext_lazy(
        "%(name)s has %(votes)s strokes, but there are fewer valid ballots: %(valid)s. Please count again."
    ),
    "ballots_do_not_add_up": gettext_lazy(
        "%(valid)s valid and %(invalid)s invalid ballots do not make the %(returned)s that came back."
    ),
}
_REASONS = {
    "no_quorum": gettext_lazy("%(present)s of %(expected)s are here; at least %(needed)s are needed."),
    "more_returned_than_issued": gettext_lazy("%(returned)s ballots came back, but only %(issued)s were issued."),
    "more_returned_than_present": gettext_lazy("%(returned)s ballots came back, but only %(present)s voters are here."),
    "tie_at_last_seat": gettext_lazy("%(tied)s people have %(votes)s votes each; seats left for them: %(seats)s."),
    "too_few_elected": gettext_lazy("Elected: %(elected)s, seats: %(seats)s. Votes needed: %(needed)s."),
    "called_void": gettext_lazy("The meeting declared the ballots void."),
}


def post_name(kind: str, count: int = 1) -> str:
    """What this community calls a post."""
    words = {Post.Kind.LEAD: "lead", Post.Kind.DEPUTY: "deputy_lead", Post.Kind.COMMITTEE: "committee_member"}
    return term(words[Post.Kind(kind)], count)


def contest_name(contest: Contest) -> str:
    """ "3 committee members"."""
    return _("%(seats)s × %(post)s") % {"seats": contest.seats, "post": post_name(contest.post, contest.seats)}


def round_name(round_: Round) -> str:
    """ "Run-off", "Round 1"."""
    label = Round.Stage(round_.stage).label
    is_only = round_.stage != Round.Stage.ORDINARY
    return str(label) if is_only else _("Round %(number)s") % {"number": round_.number}


def invalid_reason(code: str) -> str:
    return str(INVALID_REASONS.get(code, code))


def unreadable(problem: UnreadableError) -> str:
    return str(_UNREADABLE[problem.code]) % {"value": problem.value}


def impossible(problem: InconsistentError, round_: Round) -> str:
    """Why a teller's numbers cannot be true; the first reason is enough to count again."""
    fault = problem.faults[0]
    template = _IMPOSSIBLE.get(fault.code)
    if template is None:
        return _("These numbers cannot all be true (%(code)s). Please count again.") % {"code": fault.code}
    names = people_named(round_.contest.election)
    name = names.get(int(fault.name), "—") if fault.name.isdecimal() else ""
    return str(template) % {**fault.params, "name": name}


def reason(stored: Mapping[str, Any]) -> str:
    """Why a round ended as it did; `stored` is {"code", "params"}."""
    template = _REASONS.get(stored["code"])
    return str(template) % stored["params"] if template else str(stored["code"])
