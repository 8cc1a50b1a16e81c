"""Bad input is named, with what a message needs."""

import dataclasses
from typing import Any

import pytest

from lianyi.engines.formation import Group, Member, Problem, ProblemError, Severity, check, solve

A, B = Group("A", "x", 1, 5), Group("B", "y", 1, 5)
MEMBERS = tuple(Member(f"m{number}", ("A", "B")) for number in range(4))
GOOD = Problem(MEMBERS, (A, B))

CASES: list[tuple[str, dict[str, Any]]] = [
    ("no_members", {"members": ()}),
    ("no_groups", {"groups": (), "members": (Member("m0"),)}),
    ("duplicate_member", {"members": (*MEMBERS, MEMBERS[0])}),
    ("duplicate_group", {"groups": (A, B, A)}),
    ("member_id_empty", {"members": (Member("", ("A",)),)}),
    ("unknown_group", {"members": (Member("m0", ("Z",)),)}),
    ("unknown_group", {"members": (Member("m0", (), "Z"),)}),
    ("repeated_wish", {"members": (*MEMBERS, Member("m9", ("A", "A")))}),
    ("no_wishes_at_all", {"members": tuple(Member(f"m{number}") for number in range(4))}),
    ("member_accepts_nothing", {"members": (*MEMBERS, Member("m9", accept_any=False))}),
    ("minimum_above_maximum", {"groups": (A, Group("B", "y", 4, 3))}),
    ("limits_not_positive", {"groups": (A, Group("B", "y", -1, 3))}),
    ("must_open_and_close", {"groups": (A, Group("B", "y", 1, 3, must_open=True, must_close=True))}),
    ("frozen_without_previous", {"groups": (A, Group("B", "y", 1, 3, frozen=True))}),
    ("unknown_bond", {"open_per_bond": {"z": 1}}),
    ("open_count_negative", {"open_per_bond": {"x": -1}}),
    ("too_few_proposed", {"open_per_bond": {"x": 2}}),
    ("too_many_must_open", {"open_per_bond": {"x": 0}, "groups": (dataclasses.replace(A, must_open=True), B)}),
    ("more_minimum_places_than_members", {"groups": (Group("A", "x", 5, 9, must_open=True), B)}),
    ("more_minimum_places_than_members", {"groups": (Group("A", "x", 5, 9), B), "open_per_bond": {"x": 1}}),
    ("fewer_members_than_any_minimum", {"groups": (Group("A", "x", 5, 9), Group("B", "y", 6, 9))}),
    ("too_few_places", {"groups": (Group("A", "x", 1, 2), Group("B", "y", 1, 1))}),
    ("locked_above_maximum", {"members": tuple(Member(f"m{at}", locked_to="A") for at in range(6))}),
    (
        "locked_into_closed",
        {"members": (*MEMBERS, Member("m9", locked_to="A")), "groups": (dataclasses.replace(A, must_close=True), B)},
    ),
    ("locks_open_too_many", {"members": (*MEMBERS, Member("m9", locked_to="A")), "open_per_bond": {"x": 0}}),
]
WARNINGS = {"repeated_wish", "no_wishes_at_all", "member_accepts_nothing", "too_few_places"}


def test_a_good_problem_has_no_issues() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(("code", "change"), CASES, ids=[f"{at}-{case[0]}" for at, case in enumerate(CASES)])
def test_bad_input_is_named(code: str, change: dict[str, Any]) -> None:
    problem = dataclasses.replace(GOOD, **change)
    issues = {issue.code: issue for issue in check(problem)}
    assert code in issues
    if code in WARNINGS:
        assert issues[code].severity is Severity.WARNING
        assert code in {warning.code for warning in solve(problem).warnings}
    else:
        with pytest.raises(ProblemError) as raised:
            solve(problem)
        assert code in {issue.code for issue in raised.value.issues}


def test_the_row_of_a_slip_is_told() -> None:
    issue = check(dataclasses.replace(GOOD, members=(*MEMBERS, Member("m9", ("A", "Z")))))[0]
    assert issue.params == {"member": "m9", "group": "Z", "column": "wish2", "row": 4}


def test_prescribed_numbers_that_the_wishes_cannot_fill() -> None:
    members = tuple(Member(f"m{number}", ("A",), accept_any=False) for number in range(4))
    with pytest.raises(ProblemError, match="no_opening_fits"):
        solve(Problem(members, (A, B), open_per_bond={"y": 1}))


def test_a_frozen_group_without_members_does_not_count_as_open() -> None:
    groups = (Group("A", "x", 0, 5, frozen=True), B)
    with pytest.raises(ProblemError, match="no_opening_fits"):
        solve(Problem(MEMBERS, groups, open_per_bond={"x": 1}, previous={}))


def test_who_cannot_be_placed_hears_the_smallest_change() -> None:
    groups = (Group("A", "x", 1, 2), Group("B", "y", 1, 5), Group("C", "y", 5, 9))
    members = (
        *(Member(f"m{number}", ("A",), accept_any=False) for number in range(3)),
        Member("b", ("B",)),
        Member("c", ("C",), accept_any=False),
        Member("d", accept_any=False),
    )
    found = {
        one.member: (one.reason, [change.code for change in one.changes])
        for one in solve(Problem(members, groups)).unplaced
    }
    assert found.pop("c") == ("all_closed", ["accept_any", "add_wish"])
    assert found.pop("d") == ("names_no_group", ["accept_any", "add_wish"])
    assert list(found.values()) == [("all_full", ["accept_any", "add_wish", "one_more_place"])]
