"""From the decision to elect to the notice: what is elected, who is on the list, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.elections import limits
from lianyi.elections.actions.writing import locked, tell
from lianyi.elections.models import Contest, Election, Elector
from lianyi.elections.queries.elections import candidates_for_roll, end_of_term
from lianyi.journal.actions import Change
from lianyi.organisations.models import Group
from lianyi.rules.check import Outcome, Verdict
from lianyi.scope import Actor, Refused
from lianyi.wording import term

SETTINGS = (
    "title",
    "kind",
    "meets_at",
    "venue",
    "contact",
    "counting",
    "term_starts_on",
    "term_ends_on",
    "approval",
)


LEFT_OUT = "elections.may_be_left_out_of_base"


@dataclass(frozen=True)
class Office:
    """What is to be filled, as somebody plans it."""

    post: str
    seats: int
    method: str
    electors: str = Contest.Electors.ASSEMBLY


@transaction.atomic
def prepare_election(group: Group, settings: Mapping[str, Any], offices: Iterable[Office], *, by: Actor) -> Election:
    """Begins an election with the members of the day of the meeting on its list."""
    by.require_community(group.community_id)
    election = Election(group=group, **{name: settings[name] for name in SETTINGS if name in settings})
    election.save()
    _plan(election, offices)
    _list_members(election, by)
    tell("election.prepared", election, by, Change(after=_state(election)))
    return election


@transaction.atomic
def change_election(
    election: Election, settings: Mapping[str, Any], offices: Iterable[Office], *, by: Actor
) -> Election:
    """Changes what was planned, until the election is called. The list is made anew for the day of the meeting."""
    election = locked(election, by)
    _require_preparing(election)
    before = _state(election)
    for name in SETTINGS:
        if name in settings:
            setattr(election, name, settings[name])
    election.save()
    _plan(election, offices)
    _list_members(election, by)
    tell("election.changed", election, by, Change(before, _state(election)))
    return election


@transaction.atomic
def set_candidates(election: Election, contest_id: int, person_ids: Iterable[int], *, by: Actor) -> None:
    """Puts the candidates of a contest in place of those named before."""
    election = locked(election, by)
    _require_preparing(election)
    contest = election.contests.get(pk=contest_id)
    able = set(election.electors.filter(may_be_elected=True, left_out="").values_list("person_id", flat=True))
    chosen = [person for person in dict.fromkeys(person_ids) if person in able]
    if contest.method == Contest.Method.EQUAL and len(chosen) > contest.seats:
        raise Refused(
            _("This method takes as many candidates as there are seats: %(seats)s.") % {"seats": contest.seats}
        )
    contest.candidates = chosen
    contest.save(update_fields=["candidates"])
    changes = [Change(after={"candidate_for": contest.post}, person_id=person) for person in chosen]
    tell("election.candidates_set", election, by, *changes)


@transaction.atomic
def leave_out(election: Election, elector_id: int, reason: str, *, by: Actor) -> None:
    """Leaves somebody out of those expected, for one of the reasons of the rule; "" counts the person again."""
    election = locked(election, by)
    if election.state not in (Election.State.PREPARING, Election.State.CALLED):
        raise Refused(_("The list is closed: the meeting has begun."))
    elector = election.electors.get(pk=elector_id)
    if reason and reason not in reasons_to_leave_out(election):
        raise Refused(_("Please choose one of the reasons."))
    before, elector.left_out = elector.left_out, reason
    elector.save(update_fields=["left_out"])
    change = Change({"left_out": before}, {"left_out": reason}, elector.person_id)
    tell("election.list_changed", election, by, change)


@transaction.atomic
def call_election(election: Election, *, by: Actor, reasons: Mapping[str, str] | None = None) -> Election:
    """Gives notice of the meeting. `reasons` answer the rules that may be overridden, {rule id: reason}."""
    election = locked(election, by)
    _require_preparing(election)
    election.called_on = today()
    given = {rule: text.strip()[:200] for rule, text in (reasons or {}).items() if text.strip()}
    require_ready(election, given)
    election.reasons, election.state = given, Election.State.CALLED
    election.save(update_fields=["called_on", "reasons", "state"])
    change = Change({"state": Election.State.PREPARING}, {"state": election.state, **given})
    tell("election.called", election, by, change)
    return election


@transaction.atomic
def postpone(election: Election, meets_at: datetime, *, by: Actor, venue: str = "") -> Election:
    """Another day, before the meeting or when too few came. The check-in begins anew."""
    election = locked(election, by)
    if election.state not in (Election.State.CALLED, Election.State.MEETING) or _has_voted(election):
        raise Refused(_("Only a meeting at which nobody has voted yet can be held on another day."))
    if meets_at <= timezone.now():
        raise Refused(_("The new day lies in the past."))
    before = {"meets_at": election.meets_at, "venue": election.venue}
    election.meets_at, election.venue = meets_at, venue.strip() or election.venue
    election.state = Election.State.CALLED
    election.save(update_fields=["meets_at", "venue", "state"])
    election.electors.update(is_present=False)
    after = {"meets_at": election.meets_at, "venue": election.venue}
    tell("election.postponed", election, by, Change(before, after))
    return election


@transaction.atomic
def cancel_election(election: Election, *, by: Actor, reason: str) -> Election:
    """Calls an election off. What was voted on stays on record."""
    election = locked(election, by)
    if election.state in (Election.State.SIGNED, Election.State.CANCELLED):
        raise Refused(_("This election is over."))
    if not reason.strip():
        raise Refused(_("Please say why."))
    before, election.state = election.state, Election.State.CANCELLED
    election.save(update_fields=["state"])
    change = Change({"state": before}, {"state": election.state})
    tell("election.cancelled", election, by, change, purpose=reason.strip())
    return election


def reasons_to_leave_out(election: Election) -> dict[str, Any]:
    """For which reasons somebody need not be counted, by the rule of the pack, if it has one: {code: words}."""
    rules = limits.rules_of(election)
    rule = rules.get(LEFT_OUT)
    return {code: words for code, words in rule.options if code in rule.items} if rule else {}


def judge(election: Election) -> list[Verdict]:
    """What the rules say of an election as it is planned, with the reasons given so far."""
    term_before = end_of_term(election.group, today())
    return limits.verdicts(election, list(election.contests.all()), term_before)


def require_ready(election: Election, reasons: Mapping[str, str]) -> None:
    """Refuses with the first thing that is missing before an election can be called."""
    contests = list(election.contests.all())
    if election.meets_at <= timezone.now():
        raise Refused(_("The meeting lies in the past. Choose a later time."))
    if not election.electors.filter(may_vote=True, left_out="").exists():
        raise Refused(_("Nobody is on the list. Are there members on the day of the meeting?"))
    if limits.needs_approval(election, contests) and not election.approval:
        raise Refused(_("This method needs an approval document from above. Enter it under Settings."))
    for contest in contests:
        _require_candidates(election, contest)
    for verdict in judge(election):
        if verdict.passed or (verdict.outcome is Outcome.WARNED and not verdict.rule.overridable):
            continue
        if not (verdict.rule.overridable and reasons.get(verdict.rule.id)):
            raise Refused(verdict.rule.text.within(get_language()))


def _require_candidates(election: Election, contest: Contest) -> None:
    if contest.electors == Contest.Electors.COMMITTEE:
        return
    params = {"seats": contest.seats, "count": len(contest.candidates)}
    if contest.method == Contest.Method.EQUAL and len(contest.candidates) != contest.seats:
        raise Refused(_("Name as many candidates as there are seats: %(seats)s. Now there are %(count)s.") % params)
    least = contest.seats + limits.surplus_of(election, contest.seats)
    if contest.method == Contest.Method.SURPLUS and len(contest.candidates) < least:
        raise Refused(_("Name at least %(least)s candidates. Now there are %(count)s.") % {**params, "least": least})


def _plan(election: Election, offices: Iterable[Office]) -> None:
    """The contests in the order in which they are voted on; candidates stay where the post stays."""
    kept = {contest.post: contest.candidates for contest in election.contests.all()}
    election.contests.all().delete()
    planned = list(offices)
    if not planned:
        raise Refused(_("Nothing is to be filled: plan at least one seat."))
    for order, office in enumerate(planned, 1):
        if office.seats < 1:
            raise Refused(_("Nothing is to be filled: plan at least one seat."))
        if office.method not in limits.rules_of(election)["elections.methods"].items:
            raise Refused(_("This method is not on offer by the rules in use."))
        Contest.objects.create(
            election=election,
            order=order,
            post=office.post,
            seats=office.seats,
            method=office.method,
            electors=office.electors,
            candidates=kept.get(office.post, []),
        )


def _list_members(election: Election, by: Actor) -> None:
    """The list of the day of the meeting; who was left out stays so."""
    left_out = dict(election.electors.exclude(left_out="").values_list("person_id", "left_out"))
    election.electors.all().delete()
    roll = candidates_for_roll(election.group, limits.day_of(election), for_=by)
    if not roll:
        words = {"group": election.group.name, "members": term("member", 2)}
        raise Refused(_("%(group)s has no %(members)s on that day.") % words)
    Elector.objects.bulk_create(
        Elector(
            election=election,
            person_id=person,
            number=number,
            may_vote=may_vote,
            may_be_elected=may_be_elected,
            left_out=left_out.get(person, ""),
        )
        for number, (person, may_vote, may_be_elected) in enumerate(roll, 1)
    )


def _has_voted(election: Election) -> bool:
    return election.contests.filter(rounds__isnull=False).exists()


def _require_preparing(election: Election) -> None:
    if election.state != Election.State.PREPARING:
        raise Refused(_("The election was called already: what stands in the notice stays."))


def _state(election: Election) -> dict[str, Any]:
    offices = {
        f"{contest.order} {contest.post}": f"{contest.seats} {contest.method}" for contest in election.contests.all()
    }
    return {**{name: getattr(election, name) for name in SETTINGS}, "group": election.group_id, "offices": offices}
