"""The street office was abolished, the committee no longer stamps: whom do we ask?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianyi.engines.reform import (
    Applied,
    CloseBody,
    Fate,
    Holding,
    Item,
    Kind,
    Reform,
    Role,
    Trails,
    apply,
    check,
    check_past,
    levels,
    proposed_answers,
    touched,
    tree_on,
)
from lianyi.engines.reform.tests import oracle
from lianyi.engines.reform.tests.town import (
    AROUND,
    BACK_DAY,
    DAY_BEFORE,
    DISTRICT,
    EAST,
    FENG,
    HILL,
    NORTH,
    REFORM_DAY,
    RIVER,
    RIVER_GRANT,
    RIVER_NOT_OURS,
    RIVER_POST,
    TEXT,
    WEST,
    line_of,
    three_levels,
    town,
)


@pytest.fixture
def reformed() -> Applied:
    return apply(town(), three_levels(), AROUND)


def test_four_levels_become_three_on_the_day(reformed: Applied) -> None:
    assert levels(reformed.history, DAY_BEFORE, EAST) == 4
    assert levels(reformed.history, REFORM_DAY, EAST) == 3
    assert RIVER not in tree_on(reformed.history, REFORM_DAY).parents


def test_a_report_for_the_year_before_still_shows_the_street(reformed: Applied) -> None:
    assert tree_on(reformed.history, DAY_BEFORE).path(EAST) == (EAST, RIVER, DISTRICT, 1)
    assert check_past(town(), reformed.history, REFORM_DAY) == ()


def test_the_result_is_sound(reformed: Applied) -> None:
    assert check(town()) == () == check(reformed.history)
    oracle.sound(reformed.history)


def test_everything_goes_where_it_was_said(reformed: Applied) -> None:
    held = oracle.held_on(reformed.history, REFORM_DAY)
    assert {
        ("duty", EAST, "pension", "lead"),
        ("duty", WEST, "pension", "lead"),
        ("point", WEST, "river hall", ""),
    } <= held
    assert ("member", EAST, 77, "") in held
    assert not [one for one in held if one[1] in (RIVER, HILL)]
    assert reformed.history.matters[FENG].owner == EAST


def test_what_is_open_is_asked_with_a_reason_and_a_proposal() -> None:
    bare = replace(three_levels(), answers=())
    found = touched(town(), bare)
    assert not found.faults
    by_item = {one.item: one for one in found.touches}
    line = by_item[Item.holding(line_of(EAST))]
    assert (line.reason, line.body, line.fate, line.proposal) == ("line_ends", RIVER, Fate.OPEN, DISTRICT)
    feng = by_item[Item.matter(FENG)]
    assert (feng.reason, feng.proposal) == ("owner_ends", EAST)  # a matter follows its duty
    own = {one.item.key: (one.reason, one.fate) for one in found.touches if one.fate is Fate.ENDS}
    assert own[line_of(RIVER)] == ("own_line", Fate.ENDS)
    assert own[RIVER_POST] == ("post", Fate.ENDS)
    assert own[RIVER_NOT_OURS] == ("not_ours", Fate.ENDS)
    assert len(found.unanswered) == len(three_levels().answers)
    completed = replace(bare, answers=proposed_answers(found))
    assert not touched(town(), completed).unanswered


def test_the_finder_leads_to_one_body_or_says_why_not(reformed: Applied) -> None:
    trails = Trails([reformed.diff])
    trail = trails.successor(RIVER, "pension", BACK_DAY)
    assert (trail.body, [(hop.body, hop.to) for hop in trail.hops]) == (EAST, [(RIVER, EAST)])
    assert trails.successor(RIVER, "pension", DAY_BEFORE).body == RIVER
    assert trails.heirs(RIVER, REFORM_DAY) == (EAST, WEST)
    assert trails.heirs(HILL, REFORM_DAY) == (NORTH,)
    ended = next(one for one in reformed.diff.changes if isinstance(one, CloseBody) and one.body.key == RIVER)
    assert ended.into == (EAST, WEST)


def test_what_is_dropped_keeps_its_source(reformed: Applied) -> None:
    dropped = {one.item.key: one.source for one in reformed.touches if one.fate is Fate.DROPPED}
    assert dropped[RIVER_GRANT] == TEXT


def test_a_row_that_goes_on_elsewhere_neither_overlaps_nor_leaves_a_gap(reformed: Applied) -> None:
    rows = [row for row in reformed.history.holdings.values() if row.kind is Kind.MEMBER]
    assert [(row.holder, row.span.start, row.span.end) for row in rows] == [
        (RIVER, None, REFORM_DAY),
        (EAST, REFORM_DAY, None),
    ]


def test_a_subject_may_be_led_from_above_or_in_all_parts() -> None:
    history = town()
    history = replace(history, holdings={**history.holdings, 50: Holding(50, Kind.DUTY, RIVER, "parks", Role.LEAD)})
    found = touched(history, replace(three_levels(), answers=three_levels().answers))
    assert [(one.item.key, one.proposal) for one in found.unanswered] == [(50, DISTRICT)]
    reform = Reform(REFORM_DAY, three_levels().steps, (*three_levels().answers, *proposed_answers(found)))
    assert apply(history, reform, AROUND)
