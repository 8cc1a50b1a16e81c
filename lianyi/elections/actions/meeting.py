"""The evening until the first ballots are out: opening, checking in, confirming who counts."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.elections.actions.writing import locked, tell
from lianyi.elections.evening import TELLERS, Evening, elected_in
from lianyi.elections.models import Contest, Election, Official, Round
from lianyi.journal.actions import Change
from lianyi.scope import Actor, Refused

USE = "elections.teller"


@dataclass(frozen=True)
class Named:
    """Who is to count or to watch: a person of the list, or somebody from outside by name."""

    task: str
    person_id: int | None = None
    name: str = ""
    seat: int | None = None


@transaction.atomic
def open_meeting(election: Election, *, by: Actor) -> Election:
    """Opens the check-in."""
    election = locked(election, by)
    if election.state != Election.State.CALLED:
        raise Refused(_("Only an election that was called can be opened."))
    election.state = Election.State.MEETING
    election.save(update_fields=["state"])
    tell("election.opened", election, by, Change({"state": Election.State.CALLED}, {"state": election.state}))
    return election


@transaction.atomic
def check_in(election: Election, elector_ids: list[int], present: bool, *, by: Actor) -> int:
    """Notes who is here, or no longer. Ballots that are out keep the number that stood when they were issued.

    Whoever was left out because they could not come, and comes, counts while they are here: why they were left out
    stays noted.
    """
    election = locked(election, by)
    if election.state != Election.State.MEETING:
        raise Refused(_("Open the meeting first."))
    if _has_ballots_out(election):
        raise Refused(_("Ballots are out. Whoever comes now can vote in the next round."))
    changed = list(election.electors.filter(pk__in=elector_ids).exclude(is_present=present))
    election.electors.filter(pk__in=[elector.pk for elector in changed]).update(is_present=present)
    changes = [Change({"present": not present}, {"present": present}, elector.person_id) for elector in changed]
    if changes:
        tell("election.checked_in", election, by, *changes)
    return len(changed)


@transaction.atomic
def check_in_everybody(election: Election, *, by: Actor) -> int:
    """Notes that everybody is here who is expected, that is not those who were left out."""
    expected = [elector.pk for elector in Evening(election).electors if elector.is_expected]
    return check_in(election, expected, True, by=by)


@transaction.atomic
def confirm_officials(election: Election, named: list[Named], *, by: Actor) -> None:
    """Puts the scrutineers and tellers in place of those before. Each teller gets a code; earlier codes are void.

    Whoever of the list has a task at the meeting is here.
    """
    election = locked(election, by)
    if election.state not in (Election.State.CALLED, Election.State.MEETING):
        raise Refused(_("Tellers are confirmed at the meeting."))
    if _has_ballots_out(election):
        raise Refused(_("Ballots are out. Who counts can change only between two rounds."))
    _require_sensible(Evening(election), named)
    election.officials.all().delete()
    for one in named:
        nonce = codes.new_nonce() if one.task == Official.Task.TELLER else ""
        Official.objects.create(
            election=election,
            person_id=one.person_id,
            name=one.name.strip(),
            task=one.task,
            seat=one.seat,
            nonce=nonce,
            code_digest=codes.digest_of(codes.code_of(nonce, use=USE), use=USE) if nonce else "",
        )
    changes = [Change(after={"task": one.task, "seat": one.seat}, person_id=one.person_id) for one in named]
    tell("election.officials_confirmed", election, by, *changes)
    if election.state == Election.State.MEETING:
        people = [one.person_id for one in named if one.person_id]
        check_in(election, list(election.electors.filter(person__in=people).values_list("pk", flat=True)), True, by=by)


@transaction.atomic
def renew_teller_code(election: Election, official_id: int, *, by: Actor) -> Official:
    """A new code for a teller whose browser was lost. What was counted stays; the old browser no longer counts."""
    election = locked(election, by)
    official = election.officials.get(pk=official_id, task=Official.Task.TELLER)
    official.nonce, official.claim, official.user_id = codes.new_nonce(), "", None
    official.code_digest = codes.digest_of(codes.code_of(official.nonce, use=USE), use=USE)
    official.save(update_fields=["nonce", "code_digest", "claim", "user_id"])
    change = Change(after={"seat": official.seat}, person_id=official.person_id)
    tell("election.teller_code_renewed", election, by, change)
    return official


def code_of(official: Official) -> str:
    """A teller's code as people read it; "" once it was used."""
    return codes.shown(codes.code_of(official.nonce, use=USE)) if official.nonce and not official.claim else ""


def _require_sensible(evening: Evening, named: list[Named]) -> None:
    if any(not one.person_id and not one.name.strip() for one in named):
        raise Refused(_("Please say who it is."))
    people = [one.person_id for one in named if one.person_id]
    outside = [one.name.strip().casefold() for one in named if not one.person_id]
    if len(set(people)) < len(people) or len(set(outside)) < len(outside):
        raise Refused(_("Each task needs somebody else: one person stands in two places."))
    if sorted(one.seat or 0 for one in named if one.task == Official.Task.TELLER) != list(TELLERS):
        raise Refused(_("Two tellers are needed, who count independently of each other."))
    known = {elector.person_id for elector in evening.electors}
    if not set(people) <= known:
        raise Refused(_("This person is not on the list."))
    candidates = {person for contest in evening.contests for person in contest.candidates}
    standing = {person for contest in evening.contests for person in standing_now(contest)}
    elected = {person for contest in evening.contests for person in elected_in(contest)}
    if set(people) & (candidates | standing | elected):
        raise Refused(_("Somebody who is a candidate, or was elected tonight, cannot count."))


def standing_now(contest: Contest) -> list[int]:
    """The candidates of the round that comes next in an open contest, as far as earlier rounds made them."""
    rounds = list(contest.rounds.all())
    if contest.is_closed or not rounds:
        return []
    outcome = rounds[-1].outcome
    if rounds[-1].stage == Round.Stage.PRELIMINARY:
        return [*outcome.get("elected", []), *outcome.get("tied", [])]
    return list(outcome.get("tied", []))


def _has_ballots_out(election: Election) -> bool:
    return Round.objects.filter(contest__election=election).exclude(state=Round.State.SETTLED).exists()
