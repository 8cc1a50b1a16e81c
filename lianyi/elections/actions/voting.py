"""Rounds of ballots: issued, collected, settled, and what follows from their outcome."""

from __future__ import annotations

from fractions import Fraction

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.elections import limits
from lianyi.elections.actions.writing import locked, tell
from lianyi.elections.counting import casting_of, outcome_as_stored
from lianyi.elections.evening import Evening, Plan, Step, elected_in, last_round
from lianyi.elections.models import Contest, Election, Round, Sheet
from lianyi.engines.count import State, Tally, decide
from lianyi.journal.actions import Change
from lianyi.rules import check
from lianyi.scope import Actor, Refused
from lianyi.wording import term


@transaction.atomic
def issue_ballots(election: Election, issued: int, *, by: Actor) -> Round:
    """Begins the next round: so many ballots were handed out."""
    election = locked(election, by)
    evening = Evening(election)
    contest, expected, present, plan = _next_round(evening)
    if not 1 <= issued <= present:
        raise Refused(
            _("Between 1 and %(present)s ballots can be issued: one for each voter here.") % {"present": present}
        )
    last = last_round(contest)
    round_ = Round.objects.create(
        contest=contest,
        number=last.number + 1 if last else 1,
        stage=plan.stage,
        seats=plan.seats,
        names=list(plan.names),
        standing=list(plan.standing),
        expected=expected,
        present=present,
        issued=issued,
    )
    facts = {"round": f"{contest.order}.{round_.number}", "present": present, "issued": issued}
    tell("election.ballots_issued", election, by, Change(after=facts))
    return round_


@transaction.atomic
def collect_ballots(election: Election, returned: int, *, by: Actor) -> Round:
    """So many ballots came back. More than may come back void the round; otherwise the tellers can begin.

    A number typed wrongly can be put right until a teller has begun.
    """
    election = locked(election, by)
    round_ = _open_round(Evening(election))
    if Sheet.objects.filter(round=round_).exclude(content={}).exists():
        raise Refused(_("The count has begun. Start the count of this round anew to change the number."))
    if returned < 1:
        raise Refused(_("Please enter how many ballots came back."))
    before, round_.returned = round_.returned, returned
    round_.state = Round.State.COUNTING
    round_.save(update_fields=["returned", "state"])
    facts = {"round": f"{round_.contest.order}.{round_.number}", "returned": returned}
    tell("election.ballots_collected", election, by, Change({"returned": before}, facts))
    nothing = Tally({}, 0, {})
    if _is_surplus(round_):  # such ballots are not even counted, where the rules say so
        outcome = decide(nothing, casting_of(round_), limits.counting_rules(election))
        if outcome.state is State.VOID:
            settle(round_, nothing, by=by)
    return round_


@transaction.atomic
def count_anew(election: Election, *, by: Actor) -> None:
    """Empties both tellers' sheets of a round, to count it again or to correct the number returned."""
    election = locked(election, by)
    round_ = _open_round(Evening(election))
    round_.sheets.all().delete()
    round_.state, round_.returned = Round.State.ISSUED, None
    round_.save(update_fields=["state", "returned"])
    facts = {"round": f"{round_.contest.order}.{round_.number}"}
    tell("election.count_restarted", election, by, Change(after=facts))


@transaction.atomic
def call_void(election: Election, reason: str, *, by: Actor) -> None:
    """Declares the ballots that are out void, for a reason that the meeting was told; the round is repeated."""
    election = locked(election, by)
    round_ = _open_round(Evening(election))
    if not reason.strip():
        raise Refused(_("Please say why."))
    round_.sheets.all().delete()
    why = {"why": reason.strip()[:200]}
    round_.state = Round.State.SETTLED
    round_.outcome = {"state": State.VOID, "needed": 0, "elected": [], "tied": [], "tied_seats": 0}
    round_.outcome |= {"open_seats": round_.seats, "reasons": [{"code": "called_void_because", "params": why}]}
    round_.save(update_fields=["state", "outcome"])
    facts = {"round": f"{round_.contest.order}.{round_.number}", "state": State.VOID}
    tell("election.round_settled", election, by, Change(after=facts), purpose=reason.strip())


def settle(round_: Round, tally: Tally, *, by: Actor) -> None:
    """Keeps the sums, empties the tellers' sheets, and closes the contest when every seat is filled.

    Must run inside the transaction of whoever found the sums.
    """
    election = round_.contest.election
    outcome = decide(tally, casting_of(round_), limits.counting_rules(election))
    round_.tally = {
        "votes": {
            name: [votes.approved, votes.against, votes.abstained] for name, votes in sorted(tally.votes.items())
        },
        "others": sum(tally.not_eligible.values()),
        "valid": tally.valid,
        "invalid": {reason: count for reason, count in sorted(tally.invalid.items()) if count},
    }
    round_.outcome = outcome_as_stored(outcome)
    round_.state = Round.State.SETTLED
    round_.save(update_fields=["tally", "outcome", "state"])
    round_.sheets.all().delete()
    facts = {
        "round": f"{round_.contest.order}.{round_.number}",
        "state": outcome.state,
        "valid": tally.valid,
        "invalid": sum(tally.invalid.values()),
    }
    is_final = round_.stage != Round.Stage.PRELIMINARY
    chosen = round_.outcome["elected"] if is_final else []
    changes = [Change(after={"elected_as": round_.contest.post}, person_id=person) for person in chosen]
    tell("election.round_settled", election, by, Change(after=facts), *changes)
    if outcome.state is State.COMPLETE and is_final:
        _close(round_.contest)


@transaction.atomic
def agree_to_fewer(election: Election, consenting: int, *, by: Actor) -> None:
    """Closes a contest with seats left empty, because enough of those present consent to fewer seats."""
    election = locked(election, by)
    evening = Evening(election)
    contest = evening.contest
    if contest is None or evening.step is not Step.DECIDE:
        raise Refused(_("There is nothing to decide about the seats now."))
    if not elected_in(contest):
        raise Refused(_("Nobody is elected yet: vote again, or leave the seats open."))
    _expected, present = evening.voters(contest)
    rules = limits.rules_of(election)
    rule = rules["elections.consent_to_fewer_seats"]
    if not 0 <= consenting <= present:
        raise Refused(_("There are %(present)s voters here.") % {"present": present})
    verdict = check(rule, Fraction(consenting, present), on=limits.day_of(election))
    if not verdict.passed:
        raise Refused(rule.text.within(get_language()))
    note = _("%(consenting)s of %(present)s agreed to fill only %(seats)s seats.") % {
        "consenting": consenting,
        "present": present,
        "seats": len(elected_in(contest)),
    }
    _close(contest, note)
    facts = {"contest": contest.order, "consenting": consenting, "present": present}
    tell("election.fewer_seats", election, by, Change(after=facts))


@transaction.atomic
def leave_open(election: Election, reason: str, *, by: Actor) -> None:
    """Closes a contest for tonight with seats left open, to be filled by another election. Says why."""
    election = locked(election, by)
    evening = Evening(election)
    contest = evening.contest
    if contest is None or evening.step in (Step.COLLECT, Step.COUNT) or election.state != Election.State.MEETING:
        raise Refused(_("There is nothing to decide about the seats now."))
    if not reason.strip():
        raise Refused(_("Please say why."))
    _close(contest, reason.strip()[:200])
    tell("election.seats_left_open", election, by, Change(after={"contest": contest.order}), purpose=reason.strip())


def next_is_ready(evening: Evening) -> bool:
    """Whether ballots of a next round could be issued now."""
    return evening.step in (Step.ISSUE, Step.DECIDE) and evening.has_tellers


def _next_round(evening: Evening) -> tuple[Contest, int, int, Plan]:
    if evening.election.state != Election.State.MEETING or evening.contest is None:
        raise Refused(_("There is nothing to vote on now."))
    if evening.step in (Step.COLLECT, Step.COUNT):
        raise Refused(_("Ballots are out already."))
    contest = evening.contest
    expected, present = evening.voters(contest)
    if not limits.counting_rules(evening.election).quorum.met(present, expected) or not present:
        raise Refused(_("Too few voters are here for a valid vote."))
    if not evening.has_tellers:
        raise Refused(_("Confirm two tellers first."))
    plan = evening.plan(contest)
    if not plan.names:
        words = {"lead": term("lead")}
        raise Refused(
            _("Nobody is left who could be elected. Leave the seats open, or elect a %(lead)s later.") % words
        )
    return contest, expected, present, plan


def _open_round(evening: Evening) -> Round:
    round_ = evening.round
    if round_ is None or round_.state == Round.State.SETTLED:
        raise Refused(_("No ballots are out now."))
    return Round.objects.select_for_update().get(pk=round_.pk)


def _is_surplus(round_: Round) -> bool:
    return round_.returned is not None and round_.returned > min(round_.issued, round_.present)


def _close(contest: Contest, note: str = "") -> None:
    contest.is_closed, contest.closing_note = True, note
    contest.save(update_fields=["is_closed", "closing_note"])
