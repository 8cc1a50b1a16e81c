"""The checker finds what is wrong, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianyi.engines.reform import (
    Body,
    History,
    Holding,
    Kind,
    OpenMatter,
    RefusedError,
    Role,
    Span,
    check,
    check_past,
    levels,
)
from lianyi.engines.reform.tests.town import EAST, REFORM_DAY, RIVER, line_of, town

DAY, LATER = date(2010, 1, 1), date(2012, 1, 1)
ONE, TWO, GONE = Body(1, "one"), Body(2, "two"), Body(3, "gone", Span(None, DAY))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([Holding(1, Kind.POINT, 1, "a", "", Span(LATER, DAY))], "reversed_days"),
        ([Holding(1, Kind.POINT, 3, "a")], "holder_not_there"),
        ([Holding(1, Kind.POINT, 9, "a")], "holder_not_there"),
        ([Holding(1, Kind.LINE, 1, 3)], "line_not_there"),
        ([Holding(1, Kind.POINT, 1, "a"), Holding(2, Kind.POINT, 1, "a", "", Span(DAY))], "overlap"),
        ([Holding(1, Kind.LINE, 1, 2), Holding(2, Kind.LINE, 1, 3, "", Span(None, DAY))], "overlap"),
        ([Holding(1, Kind.LINE, 1, 2), Holding(2, Kind.LINE, 2, 1, "", Span(DAY, LATER))], "cycle"),
        ([Holding(1, Kind.DUTY, 1, "a", Role.LEAD), Holding(2, Kind.DUTY, 1, "a", Role.NOT_OURS)], "duty_contradicts"),
    ],
)
def test_it_finds(rows: list[Holding], code: str) -> None:
    assert [fault.code for fault in check(History.of([ONE, TWO, GONE], rows))] == [code]


def test_it_finds_bodies_and_matters() -> None:
    bodies = [ONE, GONE, Body(4, "four", Span(LATER, DAY)), Body(5, "five", predecessor=99)]
    matters = [OpenMatter(1, 3, "a"), OpenMatter(2, 99, "a"), OpenMatter(3, 1, "a")]
    found = check(History.of(bodies, (), matters))
    assert [fault.code for fault in found] == ["reversed_days", "unknown_predecessor", "no_owner", "no_owner"]


def test_rows_that_follow_one_another_or_never_came_are_sound() -> None:
    rows = [
        Holding(1, Kind.POINT, 1, "a", "", Span(None, DAY)),
        Holding(2, Kind.POINT, 1, "a", "", Span(DAY)),
        Holding(3, Kind.POINT, 1, "a", "", Span(LATER, LATER)),
        Holding(4, Kind.LINE, 1, 2, "", Span(None, DAY)),
        Holding(5, Kind.LINE, 2, 1, "", Span(DAY)),
    ]
    assert check(History.of([ONE, TWO], rows)) == ()


def test_the_past_may_be_cut_but_not_changed() -> None:
    history = town()
    row = history.holdings[line_of(EAST)]
    cut = {
        **history.holdings,
        row.key: replace(row, span=Span(None, DAY)),
        99: replace(row, key=99, span=Span(DAY)),
    }
    assert check_past(history, replace(history, holdings=cut), REFORM_DAY) == ()
    gap = {**cut, 99: replace(row, key=99, span=Span(date(2010, 1, 2)))}
    assert [fault.params for fault in check_past(history, replace(history, holdings=gap), REFORM_DAY)] == [
        {"body": EAST}
    ]
    ended = {**history.bodies, RIVER: replace(history.bodies[RIVER], span=Span(None, DAY))}
    found = check_past(history, replace(history, bodies=ended), REFORM_DAY)
    assert [(fault.code, fault.params) for fault in found] == [("past_body", {"body": RIVER})]


def test_a_tree_that_cannot_be_walked_says_so() -> None:
    circle = History.of([ONE, TWO], [Holding(1, Kind.LINE, 1, 2), Holding(2, Kind.LINE, 2, 1)])
    for body, code in ((1, "cycle"), (9, "unknown_body")):
        with pytest.raises(RefusedError) as caught:
            levels(circle, DAY, body)
        assert caught.value.faults[0].code == code
