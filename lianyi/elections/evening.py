"""Where an election stands: what was done, and the one thing that comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from lianyi.elections import limits
from lianyi.elections.models import Contest, Election, Elector, Official, Round
from lianyi.elections.queries.elections import electors_of, officials_of, posts_going_on
from lianyi.engines.count import State, quorum_needed
from lianyi.organisations.models import Post

TELLERS = (1, 2)
# These are counted by other rules than a usual round, so that one that is repeated stays what it was.
COUNTED_APART = (Round.Stage.PRELIMINARY, Round.Stage.RUN_OFF)
# Whoever holds one of these posts cannot be elected to the first: the lead and the deputies belong to the committee.
GO_TOGETHER = {"committee": ("committee", "lead", "deputy"), "deputy": ("deputy", "lead"), "lead": ("lead",)}


class Step(StrEnum):
    """What comes next on the evening."""

    CALL = "call"
    OPEN = "open"
    CHECK_IN = "check_in"
    OFFICIALS = "officials"
    ISSUE = "issue"
    COLLECT = "collect"
    COUNT = "count"
    DECIDE = "decide"
    SIGN = "sign"
    DONE = "done"


@dataclass(frozen=True)
class Plan:
    """The round of ballots that comes next in a contest. `names` and `standing` are keys of persons."""

    stage: Round.Stage
    seats: int
    names: tuple[int, ...]
    standing: tuple[int, ...] = ()


class Evening:
    """One election with all that belongs to it, read once."""

    def __init__(self, election: Election) -> None:
        self.election = election

    @cached_property
    def electors(self) -> list[Elector]:
        return electors_of(self.election)

    @cached_property
    def officials(self) -> list[Official]:
        return officials_of(self.election)

    @cached_property
    def contests(self) -> list[Contest]:
        return list(self.election.contests.prefetch_related("rounds"))

    @cached_property
    def sitting(self) -> list[Post]:
        """At a by-election the posts that go on, whoever is elected; a regular one fills them all anew."""
        return posts_going_on(self.election) if self.election.kind == Election.Kind.BY_ELECTION else []

    @property
    def expected(self) -> int:
        return sum(elector.is_expected for elector in self.electors)

    @property
    def present(self) -> int:
        return sum(elector.is_present and elector.is_expected for elector in self.electors)

    @cached_property
    def quorum(self) -> int:
        """How many must be there."""
        return quorum_needed(self.expected, limits.counting_rules(self.election))

    @property
    def has_quorum(self) -> bool:
        return 0 < self.quorum <= self.present

    @property
    def tellers(self) -> list[Official]:
        return [official for official in self.officials if official.task == Official.Task.TELLER]

    @property
    def has_tellers(self) -> bool:
        needed = limits.rules_of(self.election)["elections.tellers_minimum"].number
        seated = {teller.seat for teller in self.tellers}
        return len(self.tellers) >= needed and seated >= set(TELLERS)

    @property
    def contest(self) -> Contest | None:
        """The contest that is on: the first that is not closed."""
        return next((contest for contest in self.contests if not contest.is_closed), None)

    @property
    def round(self) -> Round | None:
        """The latest round of the contest that is on."""
        return last_round(self.contest) if self.contest else None

    @property
    def has_voted(self) -> bool:
        """Whether any ballots were issued yet."""
        return any(rounds_of(contest) for contest in self.contests)

    @property
    def step(self) -> Step:
        state = self.election.state
        if state == Election.State.PREPARING:
            return Step.CALL
        if state == Election.State.CALLED:
            return Step.OPEN
        if state in (Election.State.SIGNED, Election.State.CANCELLED):
            return Step.DONE
        if self.contest is None:
            return Step.SIGN
        return self._step_of_round()

    def _step_of_round(self) -> Step:
        round_ = self.round
        if round_ is None:
            if not self.has_quorum:
                return Step.CHECK_IN
            return Step.ISSUE if self.has_tellers else Step.OFFICIALS
        if round_.state == Round.State.SETTLED:
            return Step.ISSUE if round_.stage == Round.Stage.PRELIMINARY and not is_void(round_) else Step.DECIDE
        return Step.COLLECT if round_.returned is None else Step.COUNT

    def voters(self, contest: Contest) -> tuple[int, int]:
        """How many should vote in a contest, and how many of them are here."""
        if contest.electors == Contest.Electors.ASSEMBLY:
            return self.expected, self.present
        committee = set(self.committee())
        members = [elector for elector in self.electors if elector.person_id in committee and elector.is_counted]
        return len(members), sum(elector.is_present for elector in members)

    def committee(self) -> list[int]:
        """Who is in the committee by now: elected to it tonight or, at a by-election, sitting in it anyway."""
        elected = [person for contest in self.contests if contest.post == "committee" for person in elected_in(contest)]
        return list(dict.fromkeys([*(post.person_id for post in self.sitting), *elected]))

    def candidates(self, contest: Contest) -> list[int]:
        """Who stands in a contest: those named who are on the list, can be elected and were not left out."""
        able = {elector.person_id for elector in self.electors if elector.may_be_elected and elector.is_counted}
        return list(_within(contest.candidates, able))

    def able(self, contest: Contest) -> list[int]:
        """Who can be elected in a contest: who counts or watches has left the list, as have those who hold the post."""
        officials = {official.person_id for official in self.officials}
        if limits.rules_of(self.election)["elections.tellers_may_be_candidates"].flag:
            officials = set()
        pool = {elector.person_id for elector in self.electors if elector.may_be_elected and elector.is_counted}
        if self._is_out_of_committee(contest):
            pool &= set(self.committee())
        out = officials | self._taken(contest)
        return [elector.person_id for elector in self.electors if elector.person_id in pool - out]

    def _taken(self, contest: Contest) -> set[int]:
        """Who holds the post already or one that goes with it, from tonight or, at a by-election, from before."""
        posts = GO_TOGETHER[contest.post]
        elected = {person for other in self.contests if other.post in posts for person in elected_in(other)}
        return elected | {post.person_id for post in self.sitting if post.kind in posts}

    def _is_out_of_committee(self, contest: Contest) -> bool:
        """Whether only somebody of the committee can be elected: by itself, or by all who have just elected it."""
        if contest.electors == Contest.Electors.COMMITTEE:
            return True
        before = [other for other in self.contests if other.order < contest.order]
        return contest.post != "committee" and any(other.post == "committee" for other in before)

    def plan(self, contest: Contest) -> Plan:
        """The round that comes next in a contest."""
        last, able = last_round(contest), self.able(contest)
        candidates = _within(self.candidates(contest), able)
        if last is None:
            if contest.method == Contest.Method.PRELIMINARY:
                seats = contest.seats + limits.surplus_of(self.election, contest.seats)
                return Plan(Round.Stage.PRELIMINARY, seats, tuple(able))
            return Plan(Round.Stage.ORDINARY, contest.seats, tuple(able), candidates)
        if is_void(last):
            stage = Round.Stage(last.stage) if last.stage in COUNTED_APART else Round.Stage.REPEATED
            return Plan(stage, last.seats, _within(last.names, able), _within(last.standing, able))
        if last.stage == Round.Stage.PRELIMINARY:
            named = [*last.outcome["elected"], *last.outcome["tied"]]
            return Plan(Round.Stage.ORDINARY, contest.seats, tuple(able), _within(named, able))
        if last.outcome["state"] == State.TIE:
            tied = _within(last.outcome["tied"], able)
            return Plan(Round.Stage.RUN_OFF, last.outcome["tied_seats"], tied, tied)
        open_seats = contest.seats - len(elected_in(contest))
        return Plan(Round.Stage.SECOND, open_seats, _within(last.names, able), _within(last.standing, able))


def rounds_of(contest: Contest) -> list[Round]:
    return sorted(contest.rounds.all(), key=lambda round_: round_.number)


def last_round(contest: Contest) -> Round | None:
    rounds = rounds_of(contest)
    return rounds[-1] if rounds else None


def is_void(round_: Round) -> bool:
    return round_.outcome.get("state") in (State.VOID, State.NO_QUORUM)


def elected_in(contest: Contest) -> list[int]:
    """Who is elected in a contest so far, round by round, most votes first."""
    decisive = [round_ for round_ in rounds_of(contest) if round_.stage != Round.Stage.PRELIMINARY]
    return [person for round_ in decisive for person in round_.outcome.get("elected", [])]


def _within(people: Iterable[int], able: Iterable[int]) -> tuple[int, ...]:
    allowed = set(able)
    return tuple(person for person in people if person in allowed)
