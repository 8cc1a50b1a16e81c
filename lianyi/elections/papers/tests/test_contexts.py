"""What stands on each paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from lianyi.elections.models import Election, Round
from lianyi.elections.papers import PAPERS
from lianyi.elections.papers.sign_in import ROWS
from lianyi.elections.papers.tests.evenings import PEOPLE, evening, key, settled

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["cn-community", "cn-party"], autouse=True)
def pack(request: pytest.FixtureRequest, settings: Any) -> str:
    settings.LIANYI_PACK = request.param
    return str(request.param)


def build(kind: str, election: Election, round_: Round | None = None, **asked: str) -> dict[str, Any]:
    with override("en"):
        return PAPERS[kind].build(election, round_, asked)


def shape(value: Any) -> Any:
    """The names in a context, without what they hold."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else []


@pytest.mark.parametrize("kind", PAPERS)
def test_the_example_has_the_tags_of_the_paper_and_no_others(kind: str) -> None:
    election = evening(method="surplus")
    contest = election.contests.get()
    contest.candidates = [key(election, name) for name in ("王芳", "李明")]
    contest.save()
    election.electors.filter(number=6).update(may_vote=False)
    round_ = settled(
        election,
        {"王芳": (5, 1, 0)},
        standing=[key(election, "王芳")],
        outcome={"elected": ["王芳"], "reasons": [{"code": "called_void", "params": {}}]},
    )
    real, example = build(kind, election, round_, copies="2"), PAPERS[kind].example()
    assert shape(real) == shape(example)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_contexts_hold_plain_data_only(kind: str, language: str) -> None:
    election = evening()
    settled(election, {"王芳": (5, 0, 0)}, outcome={"elected": ["王芳"]})
    with override(language):
        found = [PAPERS[kind].build(election), PAPERS[kind].example()]

    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(type(name) is str and plain(inner) for name, inner in value.items())
        return all(map(plain, value)) if isinstance(value, list) else type(value) in (str, int, bool)

    assert all(plain(context) for context in found)


def test_the_notice_says_what_when_where_and_who() -> None:
    context = build("notice", evening())
    assert context["group"] == "书画小组"
    assert (context["time"], context["venue"], context["contact"]) == ("19:30", "活动室", "黄磊")
    assert context["expected"] == 7
    assert context["approval"] == "和园〔2026〕3号"
    assert context["contests"][0]["name"].startswith("3 × ")


def test_the_notice_follows_the_rules_of_the_pack(pack: str) -> None:
    context = build("notice", evening())
    party = pack == "cn-party"
    assert context["quorum_needed"] == (6 if party else 5)
    assert ("four fifths" if party else "two thirds") in context["rules"][0]
    assert context["words"]["group"] == ("Party branch" if party else "group")
    assert context["manner"].startswith("Held in the manner of: ")


def test_the_sign_in_sheet_lists_everybody_once_and_in_order() -> None:
    people = tuple(f"人{number}" for number in range(1, 61))
    context = build("sign_in", evening(people))
    assert context["page_count"] == 2
    first = context["pages"][0]["pairs"]
    assert [first[0]["left"]["number"], first[0]["right"]["number"]] == [1, ROWS + 1]
    names = [row[side]["name"] for row in context["pairs"] for side in ("left", "right")]
    assert sorted(filter(None, names)) == sorted(people)


def test_an_odd_number_of_people_leaves_one_cell_empty() -> None:
    pairs = build("sign_in", evening())["pairs"]
    assert [(pair["left"]["name"], pair["right"]["name"]) for pair in pairs][-1] == ("丁一", "")


def test_guests_sign_apart() -> None:
    election = evening()
    election.electors.filter(number=7).update(may_vote=False)
    context = build("sign_in", election)
    assert [guest["name"] for guest in context["guests"]] == ["赵云"]
    assert context["expected"] == 6


def test_attendance_lists_the_absent_and_not_why_somebody_does_not_count() -> None:
    election = evening()
    election.electors.filter(number=6).update(left_out="serving_sentence", is_present=False)
    context = build("attendance", election)
    assert (context["expected"], context["present"], context["absent"], context["left_out"]) == (6, 5, 1, 1)
    assert context["absentees"] == [{"name": "赵云"}]
    assert context["is_met"]
    assert "serving" not in str(context)


def test_attendance_says_that_too_few_have_come() -> None:
    election = evening()
    election.electors.filter(number__gt=3).update(is_present=False)
    context = build("attendance", election)
    assert not context["is_met"]
    assert context["verdict"] == "The meeting cannot be held."


def test_a_ballot_without_candidates_has_a_line_for_each_seat() -> None:
    context = build("ballot", evening())
    assert context["candidates"] == []
    assert len(context["blanks"]) == 3
    assert context["copies"] == 6


def test_candidates_stand_in_the_order_of_strokes_with_lines_for_others() -> None:
    election = evening(method="surplus")
    contest = election.contests.get()
    contest.candidates = [key(election, name) for name in ("陈静", "张伟", "李明", "丁一")]
    contest.save()
    context = build("ballot", election)
    assert [candidate["name"] for candidate in context["candidates"]] == ["丁一", "李明", "张伟", "陈静"]
    assert len(context["blanks"]) == 3


def test_a_run_off_leaves_no_line_for_others() -> None:
    election = evening()
    tied = [key(election, name) for name in ("李明", "王芳")]
    round_ = settled(election, {}, stage="run_off", standing=tied)
    round_.names = tied
    context = build("ballot", election, round_)
    assert [candidate["name"] for candidate in context["candidates"]] == ["王芳", "李明"]
    assert context["blanks"] == []
    assert context["round"]


@pytest.mark.parametrize(("copies", "sheets"), [("1", [1]), ("4", [4]), ("10", [4, 4, 2]), ("x", [4, 2])])
def test_exactly_as_many_ballots_as_asked_for(copies: str, sheets: list[int]) -> None:
    context = build("ballot", evening(), copies=copies)
    assert [len(sheet["ballots"]) for sheet in context["sheets"]] == sheets
    assert len(context["ballots"]) == sum(sheets)


def test_ballots_are_all_alike_and_carry_nothing_of_the_voters() -> None:
    context = build("ballot", evening())
    told = {**context, "ballots": None, "copies": None, "per_sheet": None, "sheets": None, "day": "", "time": ""}
    assert not [name for name in PEOPLE if name in str(told)]
    assert "ID0" not in str(told)
    assert {str(one) for sheet in context["sheets"] for one in sheet["ballots"]} == {""}


def test_the_report_on_ballots_tells_every_round() -> None:
    election = evening()
    void = {"code": "more_returned_than_issued", "params": {"returned": 7, "issued": 6}}
    settled(election, {}, outcome={"state": "void", "reasons": [void]})
    Round.objects.update(returned=7)
    settled(election, {"王芳": (5, 0, 0)}, stage="repeated")
    rows = build("ballots", election)["rows"]
    assert [(row["issued"], row["returned"], row["verdict"]) for row in rows] == [(6, 7, "void"), (6, 6, "valid")]
    assert "7 ballots came back" in rows[0]["reasons"]


def test_a_round_that_is_out_has_no_verdict_yet() -> None:
    election = evening()
    round_ = settled(election, {}, state="issued", outcome={})
    Round.objects.filter(pk=round_.pk).update(returned=None, outcome={})
    row = build("ballots", election)["rows"][0]
    assert (row["returned"], row["missing"], row["verdict"]) == ("", "", "")


def test_the_tally_sheet_names_all_who_can_be_elected() -> None:
    context = build("tally", evening())
    assert [line["name"] for line in context["lines"]] == ["丁一", "王芳", "李明", "张伟", "陈静", "赵云"]
    assert len(context["boxes"]) == 2
    assert not context["has_candidates"]


def test_while_ballots_are_out_papers_are_for_them_and_then_for_the_next_round() -> None:
    election = evening()
    round_ = settled(election, {"王芳": (5, 0, 0)}, state="issued", outcome={"state": "too_few", "elected": ["王芳"]})
    assert build("tally", election)["round"] == ""
    assert len(build("tally", election)["lines"]) == 6
    round_.state = Round.State.SETTLED
    round_.save()
    assert build("tally", election)["round"] == "Second round"
    assert len(build("tally", election)["lines"]) == 5
    election.contests.update(is_closed=True)
    assert len(build("tally", election)["lines"]) == 6


def test_the_result_tells_votes_and_who_is_elected() -> None:
    election = evening()
    votes = {"王芳": (4, 0, 0), "张伟": (5, 0, 0), "丁一": (4, 0, 0), "李明": (2, 0, 0)}
    settled(election, votes, outcome={"needed": 4, "elected": ["张伟", "王芳", "丁一"]})
    context = build("result", election)
    contest = context["contests"][0]
    cast = contest["rounds"][0]
    assert (context["expected"], context["present"]) == (7, 6)
    assert (cast["issued"], cast["returned"], cast["valid"], cast["invalid"], cast["others"]) == (6, 6, 5, 1, 1)
    assert "more names than seats 1" in cast["invalid_reasons"]
    assert [(row["name"], row["approved"]) for row in cast["votes"]] == [
        ("张伟", 5),
        ("王芳", 4),
        ("丁一", 4),
        ("李明", 2),
    ]
    assert contest["elected"].startswith("张伟")
    assert contest["elected_by_strokes"].startswith("丁一")
    assert context["tellers"].startswith("外来甲")
    assert context["scrutineers"] == "黄磊"


def test_a_second_round_adds_to_those_elected() -> None:
    election = evening()
    settled(election, {"王芳": (5, 0, 0)}, outcome={"state": "too_few", "elected": ["王芳"]})
    settled(election, {"李明": (4, 0, 0)}, stage="second", outcome={"elected": ["李明"]})
    contest = build("result", election)["contests"][0]
    assert len(contest["rounds"]) == 2
    assert contest["elected"].startswith("王芳")
    assert "李明" in contest["elected"]
    assert contest["open_seats"] == 1


def test_a_count_that_is_not_settled_is_not_told() -> None:
    election = evening()
    settled(election, {"王芳": (5, 0, 0)}, state="counting")
    context = build("result", election)
    assert context["contests"][0]["rounds"] == []
    assert "王芳" not in str(context)


def test_a_person_erased_since_has_no_name() -> None:
    election = evening()
    settled(election, {"王芳": (5, 0, 0), "李明": (4, 0, 0)}, outcome={"elected": ["王芳", "李明"]})
    election.electors.get(person__name="李明").delete()
    contest = build("result", election)["contests"][0]
    assert "—" in contest["elected"]
    assert "—" in [row["name"] for row in contest["rounds"][0]["votes"]]


def test_somebody_written_in_is_told_apart_from_candidates() -> None:
    election = evening(method="surplus")
    settled(
        election,
        {"王芳": (3, 2, 0), "李明": (4, 0, 0)},
        standing=[key(election, "王芳")],
        outcome={"elected": ["李明"]},
    )
    rows = build("result", election)["contests"][0]["rounds"][0]["votes"]
    assert [(row["name"], row["is_other"]) for row in rows] == [("李明", True), ("王芳", False)]


def test_votes_for_names_that_cannot_be_elected_are_told_where_there_can_be_some() -> None:
    election = evening(method="surplus")
    standing = [key(election, "王芳")]
    free = settled(election, {"王芳": (5, 0, 0)})
    asked = settled(election, {"王芳": (5, 0, 0)}, standing=standing)
    for round_ in (free, asked):
        round_.tally["others"] = 0
        round_.save()
    rounds = build("result", election)["contests"][0]["rounds"]
    assert [one["shows_others"] for one in rounds] == [False, True]
    free.tally["others"] = 2
    free.save()
    assert build("result", election)["contests"][0]["rounds"][0]["shows_others"]


def test_a_void_round_says_so_and_why_and_names_no_votes_needed() -> None:
    election = evening()
    why = {"code": "called_void_because", "params": {"why": "票箱未封"}}
    settled(election, {}, outcome={"state": "void", "needed": 4, "reasons": [why]})
    cast = build("result", election)["contests"][0]["rounds"][0]
    assert (cast["is_void"], cast["needed"], cast["valid"], cast["shows_others"]) == (True, "", "—", False)
    assert "票箱未封" in cast["reasons"]


def test_the_notice_tells_who_has_the_vote_from_who_is_expected() -> None:
    election = evening()
    assert "7" in build("notice", election)["who_votes"]
    election.electors.filter(number=7).update(left_out="bedridden")
    told = build("notice", election)["who_votes"]
    assert "the 7 " in told
    assert told.endswith("of whom 6 are expected.")


def test_the_notice_names_the_candidates() -> None:
    election = evening(method="surplus")
    contest = election.contests.get()
    contest.candidates = [key(election, name) for name in ("陈静", "丁一")]
    contest.save()
    assert build("notice", election)["contests"][0]["candidates"].startswith("丁一")
    assert build("notice", evening(("王芳", "李明")))["contests"][0]["candidates"] == ""


def test_the_result_of_an_election_that_was_called_off_says_so() -> None:
    election = evening()
    settled(election, {"王芳": (5, 0, 0)}, outcome={"elected": ["王芳"]})
    assert build("result", election)["called_off"] == ""
    election.state, election.cancelled_because = Election.State.CANCELLED, "停电"
    election.save()
    context = build("result", election)
    assert context["called_off"].endswith("停电")
    assert context["contests"][0]["elected"] == ""
    assert context["contests"][0]["rounds"][0]["votes"][0]["mark"] == ""


def test_a_run_off_is_reported_with_its_own_seats() -> None:
    election = evening()
    tied = [key(election, name) for name in ("李明", "王芳")]
    settled(election, {}, stage="run_off", standing=tied)
    Round.objects.update(seats=1)
    assert build("ballots", election)["rows"][0]["contest"].startswith("1 × ")
    assert build("result", election)["contests"][0]["rounds"][0]["name"].startswith("Run-off · 1 × ")
