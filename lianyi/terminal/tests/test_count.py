"""A published tally counted from the command line: what is read, what is told, and with which exit code."""

import json
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lianyi.cli import main
from lianyi.sheets import write_xlsx
from lianyi.terminal.count_texts import COUNT_FAULTS, INVALID, OUTCOMES

Capture = pytest.CaptureFixture[str]
Counting = Callable[..., tuple[int, dict[str, Any], str]]
FIVE = "王芳;李娜;张伟;刘洋;陈静"
WANG, LI = "王芳", "李娜"


@pytest.fixture
def counting(tmp_path: Path, capsys: Capture) -> Counting:
    """Count a file: exit code, summary, and what stands on standard error."""

    def run(content: str | bytes, *more: str, seats: int = 1, present: int = 4, name: str = "ballots.csv") -> Any:
        data = content.encode() if isinstance(content, str) else content
        (tmp_path / name).write_bytes(data)
        numbers = ["--expected", str(present), "--present", str(present), "--seats", str(seats)]
        code = main(["count", str(tmp_path / name), *numbers, "--on", "2026-11-22", "--language", "en", *more])
        told = capsys.readouterr()
        return code, json.loads(told.out) if told.out else {}, told.err

    return run


def branch(*rows: str) -> str:
    return "\n".join(["选票", *rows]) + "\n"


def party(*more: str) -> list[str]:
    return ["--pack", "cn-party", "--expected", "25", *more]


def test_a_branch_elects_five(counting: Counting) -> None:
    ballots = branch(*[FIVE] * 11, *[f"{WANG};{LI}"] * 8, f"{FIVE};赵磊")
    code, summary, _ = counting(ballots, *party(), present=20, seats=5)
    assert (code, summary["state"], summary["needed"], summary["quorum_needed"]) == (0, "complete", 11, 20)
    assert (summary["valid"], summary["invalid"]) == (19, {"more names than seats": 1})
    assert summary["votes"][WANG] == 19
    assert set(summary["elected"][:2]) == {WANG, LI}
    assert len(summary["elected"]) == 5
    told = {rule["id"]: rule for rule in summary["rules"]}
    assert told["elections.attendance_quorum"]["grade"] == "D"
    assert "four fifths" in told["elections.attendance_quorum"]["text"]


def test_nineteen_cannot_open(counting: Counting) -> None:
    code, summary, _ = counting(branch(*[WANG] * 19), *party(), present=19)
    assert (code, summary["state"]) == (3, "no_quorum")
    assert summary["told"] == ["19 of 25 voters are present, 20 are needed: the meeting cannot open."]
    assert "votes" not in summary


def test_one_ballot_more_than_issued_is_void(counting: Counting) -> None:
    code, summary, _ = counting(branch(*[WANG] * 21), *party(), present=20)
    assert (code, summary["state"], len(summary["told"]), summary["elected"]) == (3, "void", 2, [])


def test_the_basis_may_be_another(counting: Counting) -> None:
    ballots = branch(*[WANG] * 12, *["-"] * 8)
    assert counting(ballots, *party(), present=20)[0] == 0
    code, summary, _ = counting(ballots, *party("--basis", "expected"), present=20)
    assert (code, summary["state"], summary["needed"]) == (3, "too_few", 13)
    basis = next(rule for rule in summary["rules"] if rule["id"] == "elections.majority_basis")
    assert basis["set_aside_for"] == "--basis expected"


def test_a_tie_and_its_run_off(counting: Counting) -> None:
    rows = [WANG, WANG, WANG, LI, LI, LI]
    code, summary, _ = counting(branch(*rows, "-"), "--pack", "cn-party", present=7)
    assert (code, summary["state"], summary["needed"]) == (3, "too_few", 4)
    code, summary, _ = counting(branch(*rows, "-"), "--run-off", present=7)
    assert (code, summary["state"], set(summary["tied"])) == (3, "tie", {WANG, LI})
    assert summary["told"] == ["2 people with 3 votes each are equal for the last seats (1)."]
    code, summary, _ = counting(branch(*rows, LI), "--run-off", present=7)
    assert (code, summary["elected"], summary["needed"]) == (0, [LI], 0)


def test_nobody_left_with_a_vote(counting: Counting) -> None:
    code, summary, _ = counting(branch(WANG), "--run-off", seats=2)
    assert (code, summary["told"]) == (3, ["1 of 2 seats are filled; no more names have a vote."])


def test_blank_ballots_and_the_end_of_a_file(counting: Counting) -> None:
    _, summary, _ = counting(f'ballot\n\n{WANG}\n""\n-\n\n  \n')
    assert (summary["returned"], summary["valid"], summary["votes"]) == (4, 4, {WANG: 1})
    _, summary, _ = counting(f"{WANG}\n-")
    assert summary["returned"] == 2
    _, summary, _ = counting(f"\n\nballot\n{WANG}\n")
    assert summary["returned"] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_ways_to_write_a_name(counting: Counting, encoding: str) -> None:
    text = "选票\r\n王 芳；李娜\r\n王\u3000芳\r\n李娜、王芳\r\n Ann  Lee \r\nAnn Lee\r\n"
    _, summary, _ = counting(text.encode(encoding), seats=2, present=5)
    assert summary["votes"] == {WANG: 3, LI: 2, "Ann Lee": 2}


def test_a_workbook(counting: Counting) -> None:
    data = write_xlsx(["No", "ballot", "invalid"], [["1", WANG, ""], ["2", f"{WANG};{LI}", "torn"], ["3", "-", ""]])
    _, summary, _ = counting(data, name="ballots.xlsx")
    assert (summary["votes"], summary["valid"], summary["invalid"]) == ({WANG: 1}, 2, {"torn": 1})


def test_who_can_be_elected(counting: Counting, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text(f"姓名\n{WANG}\n", encoding="gb18030")
    _, summary, _ = counting(branch(WANG, LI, WANG, WANG), "--eligible", str(tmp_path / "names.csv"))
    assert (summary["votes"], summary["not_eligible"], summary["elected"]) == ({WANG: 3}, {LI: 1}, [WANG])


def test_rules_without_words_of_their_own_can_be_named(counting: Counting) -> None:
    _, summary, _ = counting(branch(WANG), "--pack", "bylaws", "--expected", "6")
    assert summary["quorum_needed"] == 4


def test_an_earlier_day_has_the_rules_of_that_day(counting: Counting) -> None:
    _, summary, _ = counting(branch(WANG), "--pack", "cn-party", "--on", "2010-05-01")
    assert summary["rules"][0]["since"] == "2000-01-01"


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (f"{WANG},{LI}\n", [], "row 1: the names of a ballot stand in one field"),
        (f"ballot,by\n{WANG},x\n", [], "“by” is not a column of ballots"),
        ("", [], "ballots.csv: "),
        (f'ballot\n"{WANG}\n{LI}\n', [], "a quotation mark is not closed"),
        (f'ballot\n"{WANG}"{LI}\n', [], "line 2 or before: a quotation mark"),
        (WANG, ["--pack", "nowhere"], "no such pack. There are: base, bylaws, campus"),
        (WANG, ["--on", "22.11.2026"], "write a day as 2026-11-22"),
        (WANG, ["--on", "1999-01-01"], "elections.attendance_quorum was not in force"),
        (WANG, ["--eligible", "absent.csv"], "absent.csv: there is no such file"),
        (WANG, ["--returned", "3"], "1 valid and 0 invalid ballots are in the file, but 3 were returned"),
        (WANG, ["--present", "5"], "5 voters are present, but only 4 are expected"),
        (WANG, ["--issued", "5"], "5 ballots were issued, but only 4 voters are present"),
        (WANG, ["--issued", "-1"], "-1 ballots issued"),
        (WANG, ["--returned", "-1"], "-1 ballots returned"),
        (WANG, ["--present", "-1"], "-1 voters present"),
        (WANG, ["--expected", "-1"], "-1 voters expected"),
        (WANG, ["--expected", "0", "--present", "0"], "Nobody is expected"),
        (WANG, ["--seats", "0"], "there is nothing to elect"),
    ],
)
def test_what_cannot_be_counted_is_told(counting: Counting, content: str, more: list[str], told: str) -> None:
    code, summary, error = counting(content, *more)
    assert (code, summary) == (2, {})
    assert told in error


def test_names_file_without_names(counting: Counting, tmp_path: Path) -> None:
    (tmp_path / "names.csv").write_text("name\n-\n", encoding="utf-8")
    assert "there is no name in it" in counting(WANG, "--eligible", str(tmp_path / "names.csv"))[2]


def test_faults_and_results_in_chinese(counting: Counting) -> None:
    assert "没有可选的名额" in counting(WANG, "--seats", "0", "--language", "zh")[2]
    _, summary, _ = counting(branch(*[f"{WANG};{LI}"] * 4), "--language", "zh")
    assert summary["invalid"] == {"所选人数多于应选人数": 4}
    assert summary["told"] == ["应选 1 人，当选 0 人；当选须得 3 票。"]


def test_both_languages_name_the_same_numbers() -> None:
    for english, chinese in [*COUNT_FAULTS.values(), *OUTCOMES.values(), *INVALID.values()]:
        fields = [{name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (english, chinese)]
        assert fields[0] == fields[1]
