"""What tellers do: take their seat with a code, enter ballots, hand in.

A ballot is not told to the journal, for an entry has a number and a time; the sums are, once both tellers agree.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.elections import ballots, limits, wording
from lianyi.elections.actions.meeting import USE
from lianyi.elections.actions.voting import settle
from lianyi.elections.actions.writing import tell
from lianyi.elections.ballots import Content, UnreadableError
from lianyi.elections.counting import casting_of, person_of
from lianyi.elections.models import Election, Official, Round, Sheet
from lianyi.engines.count import InconsistentError, decide
from lianyi.journal.actions import Change
from lianyi.scope import Actor, OutOfScope, Refused, Role

CLAIM = "elections.claim"


@dataclass(frozen=True)
class Mark:
    """One thing a teller enters: a ballot, a blank or invalid one, a stroke, ... `change` is 1, or -1 to take it back.

    `token` is made by the browser and tells an entry that is sent twice from two equal ones.
    """

    kind: str
    value: str = ""
    change: int = 1
    token: str = ""


@transaction.atomic
def take_seat(typed: str) -> tuple[Official, str]:
    """Opens a teller's seat by its code. Returns the secret that the browser keeps; the code works no second time.

    Raises OutOfScope for a code that is none, or was used.
    """
    code = codes.normalised(typed)
    found = Official.objects.filter(code_digest=codes.digest_of(code, use=USE)) if code else Official.objects.none()
    official = found.select_for_update().filter(claim="").first()
    if official is None:
        raise OutOfScope
    secret = secrets.token_urlsafe(24)
    official.claim = _digest(secret)
    official.save(update_fields=["claim"])
    actor = Actor(name=str(official), person_id=official.person_id)
    _tell_of_seat(official, actor)
    return official, secret


@transaction.atomic
def take_own_seat(official_id: int, *, by: Actor) -> str:
    """Opens a free seat for a teller's account of the group. Returns the secret that the browser keeps."""
    found = Official.objects.filter(pk=official_id, election__group__in=by.counted_group_ids).first()
    if found is not None:  # both seats are held, so that two clicks of one account do not take one each
        list(Official.objects.select_for_update().filter(election=found.election_id))
        if by.is_(Role.TELLER) and found.election_id in _elections_counted_by(by):
            raise Refused(_("You have a seat at this count. The other one is for somebody else: two people count."))
    if found is None or found.pk not in {seat.pk for seat in free_seats(by)}:
        raise OutOfScope
    secret = secrets.token_urlsafe(24)
    found.claim, found.user_id = _digest(secret), by.user_id
    found.save(update_fields=["claim", "user_id"])
    _tell_of_seat(found, by)
    return secret


def free_seats(by: Actor) -> list[Official]:
    """The seats that nobody has taken, at the meetings of the groups for which somebody has a teller's account.

    There is none where this account has the other seat.
    """
    if not by.is_(Role.TELLER):
        return []
    seats = Official.objects.filter(
        task=Official.Task.TELLER,
        claim="",
        election__state=Election.State.MEETING,
        election__group__in=by.counted_group_ids,
    ).exclude(election__in=_elections_counted_by(by))
    return list(seats.select_related("election__group", "person"))


def _elections_counted_by(by: Actor) -> set[int]:
    """The elections at which this account has a seat."""
    taken = Official.objects.filter(user_id=by.user_id, user_id__isnull=False).exclude(claim="")
    return set(taken.values_list("election_id", flat=True))


def _tell_of_seat(official: Official, by: Actor) -> None:
    change = Change(after={"seat": official.seat}, person_id=official.person_id)
    tell("election.seat_taken", official.election, by, change)


def teller_of(secret: str) -> Official:
    """The teller whose browser this is. Raises OutOfScope when the seat was given to another browser since."""
    found = Official.objects.filter(claim=_digest(secret), task=Official.Task.TELLER) if secret else None
    official = found.select_related("election__group", "person").first() if found is not None else None
    if official is None or official.election.state != Election.State.MEETING:
        raise OutOfScope
    return official


@transaction.atomic
def enter(official: Official, round_id: int, mark: Mark) -> Sheet:
    """Puts one mark on the teller's sheet; one that was taken already, by its token, changes nothing."""
    round_, sheet = _own_sheet(official, round_id)
    if sheet.is_handed_in:
        raise Refused(_("Your count is handed in. Take it back to change it."))
    if mark.token and mark.token == sheet.last:
        return sheet
    try:
        content = _entering(mark, round_)(sheet.content)
    except UnreadableError as problem:
        raise Refused(wording.unreadable(problem)) from None
    if mark.change > 0 and ballots.papers_on(content) > (round_.returned or 0):
        raise Refused(_("All %(returned)s ballots are entered already.") % {"returned": round_.returned})
    sheet.content, sheet.last = content, mark.token[:40]
    sheet.save(update_fields=["content", "last"])
    return sheet


@transaction.atomic
def hand_in(official: Official, round_id: int) -> Round:
    """Gives the count over for comparison: the round is settled if both agree, else both see where they differ."""
    round_, sheet = _own_sheet(official, round_id)
    entered = ballots.papers_on(sheet.content)
    if entered != round_.returned:
        numbers = {"entered": entered, "returned": round_.returned}
        raise Refused(_("%(entered)s ballots are entered, but %(returned)s came back. Please count again.") % numbers)
    _require_possible(round_, sheet)
    sheet.is_handed_in, sheet.last = True, ""
    sheet.save(update_fields=["is_handed_in", "last"])
    actor = Actor(name=str(official), person_id=official.person_id)
    facts = {"round": f"{round_.contest.order}.{round_.number}", "seat": official.seat}
    tell("election.count_handed_in", official.election, actor, Change(after=facts))
    other = round_.sheets.exclude(seat=seat_of(official)).filter(is_handed_in=True).first()
    if other is not None and not ballots.differences(sheet.content, other.content):
        casting, rules = casting_of(round_), limits.counting_rules(official.election)
        tally = ballots.tally_of(sheet.content, casting, rules, person_of(official.election))
        settle(round_, tally, by=actor)
    return round_


@transaction.atomic
def take_back(official: Official, round_id: int) -> None:
    """Opens one's own count again to correct it, as long as the round is not settled."""
    _round, sheet = _own_sheet(official, round_id)
    sheet.is_handed_in = False
    sheet.save(update_fields=["is_handed_in"])


def seat_of(official: Official) -> int:
    """The seat of a teller; whoever is none has no sheet."""
    if official.seat is None:
        raise OutOfScope
    return official.seat


def _own_sheet(official: Official, round_id: int) -> tuple[Round, Sheet]:
    rounds = Round.objects.select_for_update().filter(pk=round_id, contest__election=official.election_id)
    round_ = rounds.filter(state=Round.State.COUNTING).select_related("contest__election__group").first()
    if round_ is None:
        raise Refused(_("This round is not being counted now."))
    sheet, _made = Sheet.objects.get_or_create(round=round_, seat=seat_of(official))
    return round_, sheet


def _entering(mark: Mark, round_: Round) -> Callable[[Content], Content]:
    election, change = round_.contest.election, 1 if mark.change > 0 else -1
    numbers = person_of(election)
    standing = {number for number, person in numbers.items() if int(person) in round_.standing}
    if mark.kind == "invalid":
        return lambda content: ballots.with_invalid(content, mark.value, change)
    if election.counting == Election.Counting.BALLOTS:
        if mark.kind not in ("ballot", "blank"):
            raise UnreadableError("no_ballot")
        pattern = ballots.pattern_of(mark.value, numbers, standing) if mark.kind == "ballot" else ""
        if mark.kind == "ballot" and not pattern:
            raise UnreadableError("empty")
        return lambda content: ballots.with_ballot(content, pattern, change)
    if mark.kind == "valid":
        return lambda content: ballots.with_valid(content, change)
    number = ballots.number_of(mark.value, numbers, standing)
    return lambda content: ballots.with_stroke(content, abs(number), number < 0, change)


def _require_possible(round_: Round, sheet: Sheet) -> None:
    """Refuses a sheet whose strokes cannot come from so many ballots."""
    election = round_.contest.election
    casting, rules = casting_of(round_), limits.counting_rules(election)
    tally = ballots.tally_of(sheet.content, casting, rules, person_of(election))
    try:
        decide(tally, casting, rules)
    except InconsistentError as problem:
        raise Refused(wording.impossible(problem, round_)) from None


def _digest(secret: str) -> str:
    return codes.keyed(CLAIM, secret).hex()
