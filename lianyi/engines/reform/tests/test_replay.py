"""Past matters run through the old and the new structure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianyi.engines.reform import Comparison, History, Holding, Kind, Load, PastMatter, Role, Totals, apply, replay
from lianyi.engines.reform.tests.town import AROUND, CITY, DISTRICT, EAST, REFORM_DAY, RIVER, three_levels, town

WHEN = date(2009, 5, 1)
LOG = [
    PastMatter(1, "pension", 411, WHEN, hops=2),
    PastMatter(2, "housing", 411, WHEN),
    PastMatter(3, "pension", 999, WHEN),
    PastMatter(4, "fishing", 412, WHEN),
]


@pytest.fixture
def compared() -> Comparison:
    return replay(town(), apply(town(), three_levels(), AROUND).history, LOG, AROUND, REFORM_DAY)


def test_ways_get_shorter(compared: Comparison) -> None:
    pension, housing = compared.pairs[:2]
    assert pension.before
    assert pension.after
    assert (pension.before.bodies, pension.after.bodies) == ((EAST, RIVER), (EAST,))
    assert housing.before
    assert housing.after
    assert (housing.before.bodies, housing.after.bodies) == ((EAST, RIVER, DISTRICT), (EAST, DISTRICT))
    assert housing.before.visits == (EAST, DISTRICT)  # River passes it on, and says itself that it is not theirs
    assert compared.before == Totals(levels=5, hand_offs=3, visits=4)
    assert compared.after == Totals(levels=3, hand_offs=1, visits=3)


def test_what_has_no_way_is_told_and_left_out_of_the_totals(compared: Comparison) -> None:
    assert [(one.matter.key, one.structure, one.code) for one in compared.unrouted] == [
        (3, "before", "no_entry"),
        (3, "after", "no_entry"),
        (4, "before", "no_leader"),
        (4, "after", "no_leader"),
    ]
    assert (len(compared.pairs), compared.compared) == (4, 2)


def test_work_is_counted_where_it_comes_in_and_where_it_is_done(compared: Comparison) -> None:
    assert compared.loads_before == {DISTRICT: Load(0, 1), RIVER: Load(0, 1), EAST: Load(2, 0)}
    assert compared.loads_after == {DISTRICT: Load(0, 1), EAST: Load(2, 1)}


def test_the_recorded_hand_offs_are_set_beside(compared: Comparison) -> None:
    assert compared.recorded == (1, 2, 1)
    assert "structures_on_one_day" in compared.assumptions


def test_the_order_of_the_log_plays_no_part(compared: Comparison) -> None:
    after = apply(town(), three_levels(), AROUND).history
    assert replay(town(), after, reversed(LOG), AROUND, REFORM_DAY) == compared


def with_rows(*rows: Holding) -> History:
    history = town()
    return replace(history, holdings={**history.holdings, **{row.key: row for row in rows}})


def test_a_matter_goes_up_and_down_again_to_an_office_beside() -> None:
    history = with_rows(Holding(70, Kind.DUTY, 7, "parks", Role.LEAD), Holding(71, Kind.AREA, 7, 411))
    way = replay(history, history, [PastMatter(1, "parks", 411, WHEN)], AROUND, REFORM_DAY).pairs[0].before
    assert way
    assert way.bodies == (EAST, RIVER, DISTRICT, 4, 7)
    assert way.levels == 3


def test_no_way_where_lines_do_not_meet() -> None:
    history = town()
    apart = replace(history, holdings={key: row for key, row in history.holdings.items() if row.target != CITY})
    led = replace(apart, holdings={**apart.holdings, 70: Holding(70, Kind.DUTY, CITY, "parks", Role.LEAD)})
    found = replay(led, led, [PastMatter(1, "parks", 411, WHEN)], AROUND, REFORM_DAY)
    assert {one.code for one in found.unrouted} == {"no_way"}
