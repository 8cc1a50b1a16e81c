"""The demo town elects: most groups had their evening, one is ready to be played, others stand at other points.

Ballots are drawn, tellers count them twice, and the terms stand in the register: through the same actions that people
use at a meeting.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from lianyi.dated import today
from lianyi.elections import limits
from lianyi.elections.actions import meeting, preparing, signing, tellers, voting
from lianyi.elections.actions.meeting import Named
from lianyi.elections.actions.preparing import Office
from lianyi.elections.actions.tellers import Mark
from lianyi.elections.evening import Evening, Step
from lianyi.elections.models import Contest, Election
from lianyi.organisations.models import Group, Post
from lianyi.organisations.queries import groups_on
from lianyi.scope import Actor
from lianyi.wording import rule, term

SEED = 1951
HOUR = time(19, 30)
OFFICIALS = (
    Named("scrutineer", None, "卫青禾"),
    Named("teller", None, "凌晓渡", 1),
    Named("teller", None, "邹映雪", 2),
)
APPROVAL = "柳岸批〔2026〕7号"
SIZE_TO_PLAY = 25
COUNTING = "太极拳"  # the group of the demo's teller
MOST_ROUNDS = 20
SINCE = 7  # days since the evenings that are over


def elect_committees(community_id: int, *, by: Actor) -> None:
    """Fifteen committees with their papers, an evening of 25 ready to be played, and elections at other points."""
    draw = random.Random(SEED)
    groups = list(groups_on(community_id, today()))
    for group in groups:
        _hold(group, draw, by)
    _ready_to_play(min(groups, key=lambda group: (abs(_size(group) - SIZE_TO_PLAY), group.pk)), by)
    counting = next(group for group in groups if COUNTING in group.name)
    others = sorted((group for group in groups if group != counting), key=lambda group: group.pk)
    _with_candidates(others[1], by)
    _at_the_count(counting, draw, by)
    _too_few_elected(others[3], by)
    _to_be_signed(others[4], draw, by)


def _hold(group: Group, draw: random.Random, by: Actor) -> None:
    """An evening that ran smoothly, a little while ago."""
    election = _prepare(group, by, _offices(group))
    _begin(election, by)
    _gather(election, draw, by)
    _vote_on_everything(election, draw, by)
    signing.sign_election(election, by=by)
    # The actions know no evening but one that is still to come; this one lies behind.
    Election.objects.filter(pk=election.pk).update(meets_at=election.meets_at - timedelta(days=SINCE))


def _ready_to_play(group: Group, by: Actor) -> None:
    """Called for this evening: open the meeting and go."""
    election = _prepare(group, by, _offices(group), title=f"{group.name}{term('committee_election')}（今晚，待演练）")
    preparing.call_election(election, by=by, reasons=_reasons(election))


def _with_candidates(group: Group, by: Actor) -> None:
    """Still being prepared, by another method."""
    seats = rule("groups.committee_minimum_size").number
    office = Office(Post.Kind.COMMITTEE, seats, Contest.Method.SURPLUS)
    title = f"{group.name}{term('committee_election')}（差额，筹备中）"
    election = _prepare(group, by, [office], days=20, title=title)
    contest = election.contests.get()
    people = election.electors.filter(may_be_elected=True).values_list("person_id", flat=True)
    wanted = seats + limits.surplus_of(election, seats)
    preparing.set_candidates(election, contest.pk, people[:wanted], by=by)


def _at_the_count(group: Group, draw: random.Random, by: Actor) -> None:
    """In the middle of the evening: the ballots are in the box, and the tellers have begun."""
    election = _prepare(group, by, _offices(group), title=f"{group.name}{term('committee_election')}（计票中）")
    _begin(election, by)
    _gather(election, draw, by)
    round_ = voting.issue_ballots(election, Evening(election).present, by=by)
    voting.collect_ballots(election, round_.issued, by=by)
    teller = election.officials.get(seat=1)
    for ballot in list(_ballots(Evening(election), draw))[:5]:
        tellers.enter(teller, round_.pk, Mark("ballot", ballot))


def _too_few_elected(group: Group, by: Actor) -> None:
    """After a first round in which not every seat was filled."""
    election = _prepare(group, by, _offices(group), title=f"{group.name}{term('committee_election')}（待另行选举）")
    _begin(election, by)
    meeting.check_in(election, list(election.electors.values_list("pk", flat=True)), True, by=by)
    meeting.confirm_officials(election, list(OFFICIALS), by=by)
    _count_alike(election, lambda evening: ["1"] * evening.present, by)


def _to_be_signed(group: Group, draw: random.Random, by: Actor) -> None:
    """Everything is voted on, and the result sheet lies on the table."""
    election = _prepare(group, by, _offices(group), title=f"{group.name}{term('committee_election')}（待签字）")
    _begin(election, by)
    _gather(election, draw, by)
    _vote_on_everything(election, draw, by)


def _prepare(group: Group, by: Actor, offices: list[Office], *, days: int = 0, title: str = "") -> Election:
    meets = timezone.make_aware(datetime.combine(today() + timedelta(days=days), HOUR))
    if meets <= timezone.now():
        meets = timezone.now() + timedelta(minutes=30)
    begins = timezone.localdate(meets)
    asked = {
        "title": title or f"{group.name}{term('committee_election')}",
        "meets_at": meets,
        "venue": group.meets_at or "活动室一楼",
        "contact": "柳岸社区活动室一楼",
        "term_starts_on": begins,
        "term_ends_on": limits.term_end(begins, begins),
        "approval": APPROVAL,
    }
    return preparing.prepare_election(group, asked, offices, by=by)


def _size(group: Group) -> int:
    return group.memberships.on(today()).count()


def _offices(group: Group) -> list[Office]:
    """A committee of the smallest size that elects its lead, or a lead alone where the group is small."""
    free = Contest.Method.NO_CANDIDATE
    if not limits.has_committee(_size(group), today()):
        return [Office(Post.Kind.LEAD, 1, free)]
    seats = rule("groups.committee_minimum_size").number
    return [
        Office(Post.Kind.COMMITTEE, seats, free),
        Office(Post.Kind.LEAD, 1, free, Contest.Electors.COMMITTEE),
    ]


def _begin(election: Election, by: Actor) -> None:
    preparing.call_election(election, by=by, reasons=_reasons(election))
    meeting.open_meeting(election, by=by)


def _reasons(election: Election) -> dict[str, str]:
    """The demo's town is in a hurry: every rule that may be overridden is, with a reason."""
    election.called_on = today()
    return {verdict.rule.id: "演示数据" for verdict in preparing.judge(election) if not verdict.passed}


def _gather(election: Election, draw: random.Random, by: Actor) -> None:
    """Nearly everybody comes, and two tellers and a scrutineer from the neighbourhood count."""
    electors = list(election.electors.filter(may_vote=True))
    away = draw.randint(0, len(electors) // 8)
    meeting.check_in(election, [elector.pk for elector in electors[: len(electors) - away]], True, by=by)
    meeting.confirm_officials(election, list(OFFICIALS), by=by)


def _vote_on_everything(election: Election, draw: random.Random, by: Actor) -> None:
    """Round after round, until every seat is filled."""
    for _round in range(MOST_ROUNDS):
        if Evening(Election.objects.get(pk=election.pk)).step is Step.SIGN:
            return
        _count_alike(election, lambda evening: list(_ballots(evening, draw)), by)


def _count_alike(election: Election, cast: Callable[[Evening], list[str]], by: Actor) -> None:
    """One round, counted by both tellers alike."""
    evening = Evening(Election.objects.get(pk=election.pk))
    if evening.contest is None:
        return
    _expected, present = evening.voters(evening.contest)
    round_ = voting.issue_ballots(election, present, by=by)
    voting.collect_ballots(election, present, by=by)
    keyed = cast(Evening(election))
    for teller in election.officials.filter(seat__isnull=False):
        for ballot in keyed:
            tellers.enter(teller, round_.pk, Mark("ballot", ballot))
        tellers.hand_in(teller, round_.pk)


def _ballots(evening: Evening, draw: random.Random) -> Iterator[str]:
    """Ballots as the numbers on them: a few people are known to most, and some voters name others."""
    round_ = evening.round
    if round_ is None:
        return
    able = [elector.number for elector in evening.electors if elector.person_id in round_.names]
    known = able[: round_.seats]
    for _ballot in range(round_.returned or round_.issued):
        chosen = set(draw.sample(known, round_.seats) if draw.random() < 0.8 else draw.sample(able, round_.seats))
        yield " ".join(str(number) for number in sorted(chosen))
