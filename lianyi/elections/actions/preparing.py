"""From the decision to elect to the notice: what is elected, who is on the list, when and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.elections import limits, wording
from lianyi.elections.actions.writing import locked, tell
from lianyi.elections.evening import Evening
from lianyi.elections.models import Contest, Election, Elector
from lianyi.elections.queries.elections import OPEN, candidates_for_roll, end_of_term, open_election, posts_going_on
from lianyi.journal.actions import Change
from lianyi.organisations.models import Group, Post
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


MOVED = ("meets_at", "venue", "term_starts_on")  # what another day changes
LEFT_OUT = "elections.may_be_left_out_of_base"
OF_THE_DAY = ("elections.notice_days", "elections.shift_maximum_months")


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
    if other := open_election(group):
        words = {"title": other.title, "group": group.name}
        raise Refused(_("%(group)s has an election that is not over: %(title)s. Finish it, or call it off.") % words)
    election = Election(group=group, **{name: settings[name] for name in SETTINGS if name in settings})
    _require_near(election.meets_at)
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
    _require_near(election.meets_at)
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
    if reason and election.state == Election.State.CALLED and _is_candidate(elector):
        raise Refused(
            _("%(name)s is a candidate of an election that was called and cannot be left out.")
            % {"name": elector.person.name or "—"}
        )
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
    """Another day, before the meeting or when too few came. The check-in begins anew.

    Notice is given anew, with the members of the new day. What was said for going ahead against a rule about the day
    was said of the old one.
    """
    election = locked(election, by)
    if election.state not in (Election.State.CALLED, Election.State.MEETING) or _has_voted(election):
        raise Refused(_("Only a meeting at which nobody has voted yet can be held on another day."))
    if meets_at <= timezone.now():
        raise Refused(_("The new day lies in the past."))
    _require_near(meets_at)
    before = {name: getattr(election, name) for name in MOVED}
    election.meets_at, election.venue = meets_at, venue.strip() or election.venue
    election.term_starts_on = max(election.term_starts_on, limits.day_of(election))
    if election.term_starts_on >= election.term_ends_on:
        raise Refused(_("On that day the term to be filled is over."))
    election.state, election.called_on = Election.State.CALLED, today()
    election.reasons = {rule: text for rule, text in election.reasons.items() if rule not in OF_THE_DAY}
    election.save(update_fields=["meets_at", "venue", "term_starts_on", "state", "called_on", "reasons"])
    _list_members(election, by)
    tell("election.postponed", election, by, Change(before, {name: getattr(election, name) for name in MOVED}))
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
    election.cancelled_because = reason.strip()[:200]
    election.save(update_fields=["state", "cancelled_because"])
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
    evening = Evening(election)
    term_before = end_of_term(election.group, today(), [contest.post for contest in evening.contests])
    standing = {contest.pk: len(evening.candidates(contest)) for contest in evening.contests}
    return limits.verdicts(election, evening.contests, standing, term_before)


def staying(election: Election) -> list[Post]:
    """Who stays in office beside those elected, for a term that ends on another day. At a by-election all do."""
    if election.kind == Election.Kind.BY_ELECTION or election.state not in OPEN:
        return []
    elected = set(election.contests.values_list("post", flat=True))
    going_on = [post for post in posts_going_on(election) if post.kind not in elected]
    return [post for post in going_on if post.ends_on != election.term_ends_on]


def require_ready(election: Election, reasons: Mapping[str, str]) -> None:
    """Refuses with the first thing that is missing before an election can be called."""
    evening = Evening(election)
    if election.meets_at <= timezone.now():
        raise Refused(_("The meeting lies in the past. Choose a later time."))
    if not election.electors.filter(may_vote=True, left_out="").exists():
        raise Refused(_("Nobody is on the list. Are there members on the day of the meeting?"))
    require_vacant(election, [contest.post for contest in evening.contests])
    for contest in limits.pilots(election, evening.contests):
        if not election.approval:
            words = {"contest": wording.contest_name(contest), "method": contest.get_method_display()}
            raise Refused(
                _("%(contest)s: “%(method)s” needs an approval document from above. Enter it under Settings.") % words
            )
    for contest in evening.contests:
        _require_candidates(evening, contest)
    for verdict in judge(election):
        if verdict.passed or (verdict.outcome is Outcome.WARNED and not verdict.rule.overridable):
            continue
        if not (verdict.rule.overridable and reasons.get(verdict.rule.id)):
            raise Refused(verdict.rule.text.within(get_language()))


def require_vacant(election: Election, posts: Iterable[str]) -> None:
    """Refuses a by-election of a lead where one goes on: it would cut the term of somebody else short."""
    if election.kind != Election.Kind.BY_ELECTION or Post.Kind.LEAD not in posts:
        return
    for post in posts_going_on(election):
        if post.kind == Post.Kind.LEAD:
            raise Refused(not_vacant(post, election.term_starts_on))


def not_vacant(post: Post, day: date) -> str:
    """Why a post cannot be filled by a by-election."""
    words = {"post": wording.post_name(post.kind), "name": post.person.name or "—", "day": day.isoformat()}
    return _("%(name)s is %(post)s on %(day)s: a by-election fills only a post that is vacant.") % words


def _require_near(meets_at: datetime) -> None:
    if limits.is_too_far(meets_at):
        raise Refused(_("The meeting lies more than two years ahead."))


def _is_candidate(elector: Elector) -> bool:
    return any(elector.person_id in contest.candidates for contest in elector.election.contests.all())


def _require_candidates(evening: Evening, contest: Contest) -> None:
    """Refuses too few or too many candidates; whoever was left out does not stand."""
    if contest.electors == Contest.Electors.COMMITTEE:
        return
    election, count = evening.election, len(evening.candidates(contest))
    params = {"seats": contest.seats, "count": count}
    if contest.method == Contest.Method.EQUAL and count != contest.seats:
        raise Refused(_("Name as many candidates as there are seats: %(seats)s. Now there are %(count)s.") % params)
    least = contest.seats + limits.surplus_of(election, contest.seats)
    if contest.method == Contest.Method.SURPLUS and count < least:
        raise Refused(_("Name at least %(least)s candidates. Now there are %(count)s.") % {**params, "least": least})


def _plan(election: Election, offices: Iterable[Office]) -> None:
    """The contests in the order in which they are voted on; candidates stay where the post stays."""
    kept = {contest.post: contest.candidates for contest in election.contests.all()}
    election.contests.all().delete()
    planned = list(offices)
    if not planned:
        raise Refused(_("Nothing is to be filled: plan at least one seat."))
    require_vacant(election, [office.post for office in planned])
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
