"""What codes, rounds and seats are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from lianyi.elections import wording
from lianyi.elections.actions import tellers, voting
from lianyi.elections.actions.preparing import Office
from lianyi.elections.actions.tellers import Mark
from lianyi.elections.models import Contest, Election, Round
from lianyi.elections.tests.world import COMMITTEE, Night, Town
from lianyi.elections.views.meeting import console_context
from lianyi.engines.count import check
from lianyi.scope import Refused

pytestmark = pytest.mark.django_db
FREE, FORMAL = Contest.Method.NO_CANDIDATE, Contest.Method.PRELIMINARY


@pytest.fixture
def town(party_pack: None) -> Iterator[Town]:
    with override("en"):
        yield Town(kind="full")


def night_of(town: Town, *offices: Office, **settings: object) -> Night:
    night = Night(town, town.prepare(*offices, **settings), 20)
    night.seat_tellers()
    return night


def codes() -> set[str]:
    """Every code that the engine gives for numbers that cannot be true."""
    source = Path(str(check.__file__)).read_text(encoding="utf-8")
    found = set(re.findall(r'Reason\(f?"([^"]+)"', source))
    kinds = re.search(r"for what in \(([^)]*)\)", source)
    assert kinds
    return found - {"negative_{what}"} | {f"negative_{what}" for what in re.findall(r'"(\w+)"', kinds[1])}


def test_every_fault_of_a_count_has_words() -> None:
    assert codes() == set(wording._IMPOSSIBLE)


def test_more_strokes_for_and_against_than_ballots_are_told_in_words(town: Town) -> None:
    election = town.prepare(Office("committee", 3, Contest.Method.EQUAL), counting=Election.Counting.STROKES)
    contest = election.contests.get()
    contest.candidates = [person.pk for person in town.people[:3]]
    contest.save()
    night = Night(town, election, 20)
    night.seat_tellers()
    round_ = night.issue()
    night.collect(2)
    marks = [Mark("valid")] * 2 + [Mark("vote", "1")] * 2 + [Mark("vote", "-1")]
    for mark in marks:
        tellers.enter(night.teller(1), round_.pk, mark)
    with pytest.raises(Refused, match="成员01 has more strokes"):
        tellers.hand_in(night.teller(1), round_.pk)


def test_a_ballot_may_hold_several_names_that_cannot_be_elected(town: Town) -> None:
    night = night_of(town, COMMITTEE, counting=Election.Counting.STROKES)
    round_ = night.issue()
    night.collect(2)
    for seat in (1, 2):
        for mark in [Mark("valid")] * 2 + [Mark("vote", "0")] * 5 + [Mark("vote", "１")]:
            tellers.enter(night.teller(seat), round_.pk, mark)
        tellers.hand_in(night.teller(seat), round_.pk)
    round_.refresh_from_db()
    assert (round_.state, round_.tally["others"]) == (Round.State.SETTLED, 5)


@pytest.mark.parametrize("typed", ["-3", "1 -3", "－３"])
def test_there_are_no_votes_against_where_nobody_stands(town: Town, typed: str) -> None:
    night = night_of(town, COMMITTEE)
    night.issue()
    night.collect(20)
    with pytest.raises(Refused, match="no votes against"):
        night.enter(1, [typed])


def test_there_are_votes_against_candidates_only(town: Town) -> None:
    election = town.prepare(Office("committee", 3, Contest.Method.EQUAL))
    contest = election.contests.get()
    contest.candidates = [person.pk for person in town.people[:3]]
    contest.save()
    night = Night(town, election, 20)
    night.seat_tellers()
    night.issue()
    night.collect(20)
    night.enter(1, ["1 2 -3"])
    with pytest.raises(Refused, match="9"):
        night.enter(1, ["1 2 -9"])


def test_numbers_from_a_chinese_keyboard_are_taken(town: Town) -> None:
    night = night_of(town, COMMITTEE)
    round_ = night.count(["１　２，３"] * 20)
    assert night.numbers(round_.outcome["elected"]) == [1, 2, 3]


def test_after_the_preliminary_round_comes_the_formal_one(town: Town) -> None:
    night = night_of(town, Office("committee", 3, FORMAL))
    night.count(["1 2 3 4"] * 20)
    assert console_context(night.evening)["plan_title"] == "Formal round"
    round_ = night.issue()
    assert wording.round_name(round_) == "Formal round"
    with override("zh-hans"):
        assert wording.round_name(round_) == "正式选举"


def test_a_preliminary_round_that_is_repeated_elects_nobody(town: Town) -> None:
    night = night_of(town, Office("committee", 3, FORMAL))
    night.issue()
    voting.call_void(night.fresh, "票箱未封", by=town.staff)
    again = night.count(["1 2 3 4"] * 20)
    assert again.stage == Round.Stage.PRELIMINARY
    assert not console_context(night.evening)["results"][0].elected
    assert night.issue().seats == 3


def test_a_run_off_that_is_repeated_is_still_won_by_most_votes(town: Town) -> None:
    night = night_of(town, COMMITTEE)
    night.count(["1 2 3 4 5"] * 8 + ["1 2 3 5 6"] * 8 + ["4 6 1 2 3"] * 4)
    night.issue()
    voting.call_void(night.fresh, "票箱未封", by=town.staff)
    again = night.count(["4"] * 7 + ["6"] * 6 + [""] * 7)
    assert (again.stage, again.outcome["needed"]) == (Round.Stage.RUN_OFF, 0)
    assert night.numbers(again.outcome["elected"]) == [4]


def test_titles_name_the_seats_of_the_round(town: Town) -> None:
    night = night_of(town, COMMITTEE)
    night.count(["1 2 3 4 5"] * 8 + ["1 2 3 5 6"] * 8 + ["4 6 1 2 3"] * 4)
    context = console_context(night.evening)
    assert context["contest_title"].startswith("1 × ")
    round_ = night.issue()
    assert console_context(night.evening)["contest_title"].startswith("1 × ")
    assert wording.round_title(round_).startswith("Run-off · 1 × ")


def test_fewer_seats_are_on_offer_only_once_somebody_is_elected(town: Town) -> None:
    night = night_of(town, COMMITTEE)
    night.count([""] * 20)
    assert not console_context(night.evening)["may_fill_fewer"]
    with pytest.raises(Refused, match="Nobody is elected yet"):
        voting.agree_to_fewer(night.fresh, 20, by=town.staff)
    night.count(["1 2"] * 20)
    context = console_context(night.evening)
    assert context["may_fill_fewer"]
    assert context["fewer_verdict"].rule.id == "groups.committee_minimum_size"
    night.count(["3"] * 20)
    assert console_context(night.evening)["fewer_verdict"] is None


def test_the_committee_is_called_by_the_word_of_the_pack(town: Town) -> None:
    contest = Contest(electors=Contest.Electors.COMMITTEE)
    with override("zh-hans"):
        assert contest.voters == "支部委员会"
