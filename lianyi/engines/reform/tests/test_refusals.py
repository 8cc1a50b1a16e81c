"""What a reform may not do, each with its code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianyi.engines.reform import (
    Abolish,
    Answer,
    Body,
    Create,
    Entrust,
    HandOver,
    History,
    Holding,
    Item,
    Kind,
    Merge,
    Move,
    Reform,
    RefusedError,
    Release,
    Role,
    Serve,
    Span,
    Split,
    Step,
    apply,
    touched,
)
from lianyi.engines.reform.tests.town import (
    AROUND,
    CITY,
    DISTRICT,
    EAST,
    FENG,
    HILL,
    HOUSING,
    NORTH,
    REFORM_DAY,
    RIVER,
    RIVER_GRANT,
    RIVER_PENSION,
    RIVER_POINT,
    TEXT,
    WEST,
    area_of,
    line_of,
    three_levels,
    town,
)

OLD, LATER, ENDING = 90, 91, 92  # ended in 2005; begins in 2012; is to end in 2015


def with_more() -> History:
    history = town()
    more = [
        Body(OLD, "Old", Span(None, date(2005, 1, 1))),
        Body(LATER, "Later", Span(date(2012, 1, 1))),
        Body(ENDING, "Ending", Span(None, date(2015, 1, 1))),
    ]
    rows = [Holding(60, Kind.POINT, CITY, "old hall", "", Span(None, date(2005, 1, 1)))]
    return History.of([*history.bodies.values(), *more], [*history.holdings.values(), *rows], history.matters.values())


def refused(*steps: Step, answers: tuple[Answer, ...] = ()) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        apply(with_more(), Reform(REFORM_DAY, steps, answers), AROUND)
    return {fault.code for fault in caught.value.faults}


POINT = Item.holding(RIVER_POINT)


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (Abolish(999), "unknown_body"),
        (Abolish(OLD), "ended_body"),
        (Abolish(LATER), "body_not_begun"),
        (Abolish(ENDING), "already_ending"),
        (Move(EAST, OLD), "ended_body"),
        (Move(EAST, 999), "unknown_body"),
        (Move(EAST, EAST), "cycle"),
        (Move(DISTRICT, EAST), "cycle"),
        (Move(EAST, ENDING), "line_not_there"),
        (Create(EAST, "new"), "key_taken"),
        (Create(-1, "new", OLD), "ended_body"),
        (Create(-1, "new", CITY, (), 999), "unknown_body"),
        (Merge((), EAST), "into_nothing"),
        (Merge((EAST,), EAST), "into_itself"),
        (Merge((HILL,), ENDING), "already_ending"),
        (Split(HILL, ()), "into_nothing"),
        (Split(HILL, (HILL,)), "into_itself"),
        (HandOver(Item.holding(999), EAST), "unknown_holding"),
        (HandOver(Item.holding(60), EAST), "ended_holding"),
        (HandOver(Item.matter(999), EAST), "unknown_matter"),
        (HandOver(Item.matter(FENG), ENDING), "already_ending"),
        (HandOver(POINT, RIVER), "same_owner"),
        (HandOver(POINT, ENDING), "holder_not_there"),
        (HandOver(Item.holding(line_of(EAST)), HILL), "wrong_kind"),
        (HandOver(Item.holding(HOUSING), RIVER), "duty_contradicts"),
        (HandOver(Item.holding(RIVER_PENSION), WEST), "lead_missing"),
        (Serve(RIVER, ()), "lead_missing"),
        (Serve(HILL, (310, 320)), "lead_double"),
        (Entrust(EAST, Kind.AREA, 1), "wrong_kind"),
        (Entrust(EAST, Kind.DUTY, "pension", "boss"), "unknown_role"),
        (Release(RIVER_POINT, "  "), "source_missing"),
    ],
    ids=str,
)
def test_it_refuses(step: Step, code: str) -> None:
    assert code in refused(step)


@pytest.mark.parametrize(
    "steps",
    [
        (Move(EAST, CITY), Move(EAST, HILL)),
        (Create(-1, "new", CITY), Move(-1, DISTRICT)),
        (Create(-1, "new"), Create(-1, "newer")),
        (Abolish(EAST), Merge((EAST,), WEST)),
        (Serve(EAST, (411,)), Serve(EAST, (412,))),
        (HandOver(POINT, EAST), Release(RIVER_POINT, TEXT)),
        (Entrust(EAST, Kind.POINT, "x"), Entrust(EAST, Kind.POINT, "x")),
    ],
    ids=str,
)
def test_it_refuses_a_step_twice_and_so_a_body_with_two_lines(steps: tuple[Step, ...]) -> None:
    assert "step_twice" in refused(*steps)


def test_nothing_goes_to_a_body_that_ends_by_the_same_reform() -> None:
    assert "ends_here" in refused(Abolish(EAST), HandOver(POINT, EAST))
    assert "ends_here" in refused(Abolish(EAST), Move(WEST, EAST))
    assert "ends_here" in refused(Create(-1, "new"), Abolish(-1))


def test_it_names_everything_unanswered() -> None:
    with pytest.raises(RefusedError) as caught:
        apply(town(), replace(three_levels(), answers=()), AROUND)
    assert {fault.code for fault in caught.value.faults} == {"unanswered"}
    assert len(caught.value.faults) == len(three_levels().answers)
    assert {"table": "matter", "key": FENG, "body": RIVER, "reason": "owner_ends"} in [
        fault.params for fault in caught.value.faults
    ]


def test_answers_must_be_asked_for_once_and_with_a_source() -> None:
    assert "answer_unasked" in refused(answers=(Answer(POINT, EAST),))
    one = Answer(Item.holding(RIVER_GRANT), EAST)
    assert "answered_twice" in refused(*three_levels().steps, answers=(*three_levels().answers, one))
    assert "source_missing" in refused(Abolish(NORTH), answers=(Answer(Item.holding(area_of(NORTH)), None, " "),))


def test_a_second_leading_body_in_the_area_is_refused() -> None:
    shared = (
        Serve(EAST, (411, 412)),
        Entrust(EAST, Kind.DUTY, "x", Role.LEAD),
        Entrust(WEST, Kind.DUTY, "x", Role.LEAD),
    )
    assert refused(*shared) == {"lead_double"}


def test_a_body_merged_into_one_below_it_leaves_that_ones_line_to_be_answered() -> None:
    found = touched(town(), Reform(REFORM_DAY, (Merge((HILL,), NORTH),)))
    assert [(one.item.key, one.proposal) for one in found.unanswered] == [(line_of(NORTH), DISTRICT)]


def test_a_key_may_stand_for_one_row_only() -> None:
    with pytest.raises(RefusedError):
        History.of([Body(1, "a"), Body(1, "b")])
