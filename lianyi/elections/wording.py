"""What codes of elections and of the count say to people, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.elections.ballots import UnreadableError
from lianyi.elections.models import Contest, Election, Round
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
    "no_votes_against": gettext_lazy(
        "There are no votes against when nobody stands. Enter only the names that are on the ballot."
    ),
    "no_candidate": gettext_lazy("Number %(value)s is no candidate: there are votes against candidates only."),
    "named_twice": gettext_lazy("Number %(value)s stands there twice. Enter each name once."),
    "no_reason": gettext_lazy("Please choose why the ballot is invalid."),
    "empty": gettext_lazy("No number was entered. A ballot without any name has a button of its own."),
    "no_ballot": gettext_lazy("Enter one ballot at a time."),
    "nothing_to_take_back": gettext_lazy("There is nothing of this kind to take back."),
}
_BELOW_NONE = gettext_lazy("No number of people or ballots can be below zero.")
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
    "negative_votes": gettext_lazy(
        "%(name)s has more strokes for and against than there are valid ballots. Please count again."
    ),
    "votes_do_not_add_up": gettext_lazy(
        "%(name)s: the votes for, against and abstained make %(votes)s, but there are %(valid)s valid ballots."
    ),
    "negative_ballots": gettext_lazy("There cannot be fewer ballots than none. Please count again."),
    "cannot_be_elected": gettext_lazy("%(name)s cannot be elected in this round. Please count again."),
    "can_be_elected": gettext_lazy("%(name)s can be elected and has a number. Please count again."),
    "standing_cannot_be_elected": gettext_lazy("%(name)s stands but cannot be elected. Issue the ballots anew."),
    "nobody_expected": gettext_lazy("Nobody is expected to vote in this round."),
    "no_seats": gettext_lazy("No seat is to be filled in this round."),
    "more_present_than_expected": gettext_lazy("%(present)s voters are here, but only %(expected)s are expected."),
    "more_issued_than_expected": gettext_lazy("%(issued)s ballots were issued, but only %(expected)s are expected."),
    "more_issued_than_present": gettext_lazy("%(issued)s ballots were issued, but only %(present)s voters are here."),
    "negative_expected": _BELOW_NONE,
    "negative_present": _BELOW_NONE,
    "negative_issued": _BELOW_NONE,
    "negative_returned": _BELOW_NONE,
}
_REASONS = {
    "no_quorum": gettext_lazy("%(present)s of %(expected)s are here; at least %(needed)s are needed."),
    "more_returned_than_issued": gettext_lazy("%(returned)s ballots came back, but only %(issued)s were issued."),
    "more_returned_than_present": gettext_lazy("%(returned)s ballots came back, but only %(present)s voters are here."),
    "tie_at_last_seat": gettext_lazy("%(tied)s people have %(votes)s votes each; seats left for them: %(seats)s."),
    "too_few_elected": gettext_lazy("Enough votes: %(elected)s, seats: %(seats)s. Votes needed: %(needed)s."),
    "called_void": gettext_lazy("The meeting declared the ballots void."),
    "called_void_because": gettext_lazy("The meeting declared the ballots void: %(why)s"),
}


def post_name(kind: str, count: int = 1) -> str:
    """What this community calls a post."""
    words = {Post.Kind.LEAD: "lead", Post.Kind.DEPUTY: "deputy_lead", Post.Kind.COMMITTEE: "committee_member"}
    return term(words[Post.Kind(kind)], count)


def contest_name(contest: Contest) -> str:
    """ "3 × committee member"."""
    return seats_of_post(contest.seats, contest.post)


def seats_of_post(seats: int, post: str) -> str:
    """ "1 × committee member": what one casting of ballots fills, which in a run-off is less than the whole."""
    return _("%(seats)s × %(post)s") % {"seats": seats, "post": post_name(post, seats)}


def voted_on(contest: Contest, stage: str, seats: int) -> str:
    """What a round of a contest fills. A preliminary one fills nothing: it finds candidates for the whole contest."""
    return seats_of_post(contest.seats if stage == Round.Stage.PRELIMINARY else seats, contest.post)


def called_off(election: Election) -> str:
    """That the results of an election do not hold, and why; "" unless it was called off."""
    if election.state != Election.State.CANCELLED:
        return ""
    told = _("The election was called off; nothing that was voted on holds. %(why)s")
    return (told % {"why": election.cancelled_because}).strip()


def stage_name(contest: Contest, stage: str) -> str:
    """ "Run-off", "Formal round"; "" for a usual round."""
    if stage != Round.Stage.ORDINARY:
        return str(Round.Stage(stage).label)
    return _("Formal round") if contest.method == Contest.Method.PRELIMINARY else ""


def round_name(round_: Round) -> str:
    """ "Run-off", "Round 1"."""
    name = stage_name(round_.contest, round_.stage)
    return name or _("Round %(number)s") % {"number": round_.number}


def round_title(round_: Round) -> str:
    """The name of a round, and what it fills where that is less than the whole contest."""
    contest, name = round_.contest, round_name(round_)
    filled = voted_on(contest, round_.stage, round_.seats)
    return name if filled == contest_name(contest) else f"{name} · {filled}"


def invalid_reason(code: str) -> str:
    return str(INVALID_REASONS.get(code, code))


def unreadable(problem: UnreadableError) -> str:
    return str(_UNREADABLE[problem.code]) % {"value": problem.value}


def impossible(problem: InconsistentError, round_: Round) -> str:
    """Why a teller's numbers cannot be true; the first reason is enough to count again."""
    fault = problem.faults[0]
    names = people_named(round_.contest.election)
    other = _("A name that cannot be elected")
    name = names.get(int(fault.name), "—") if fault.name.isdecimal() else other
    return str(_IMPOSSIBLE[fault.code]) % {**fault.params, "name": name}


def reason(stored: Mapping[str, Any]) -> str:
    """Why a round ended as it did; `stored` is {"code", "params"}."""
    template = _REASONS.get(stored["code"])
    return str(template) % stored["params"] if template else str(stored["code"])
