"""No plan is better: small problems of every kind against every order there is."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from lianyi.engines.errands import Block, Plan, Problem, plan
from lianyi.engines.errands.tests.drawn import a_problem
from lianyi.engines.errands.tests.oracle import least


def against_every_order(problem: Problem) -> Plan:
    found = plan(problem)
    assert found.is_proven
    reached = frozenset(found.goals)
    assert least(replace(problem, goals=reached), max(9, found.cost.days)) == found.cost
    for one in found.blocked:
        if one.why is Block.EXPIRES:  # those left out by their expiry cannot be had beside the others
            assert least(replace(problem, goals=reached | {one.goal}), 9) is None
    return found


@given(st.integers(0, 2**32))
@settings(max_examples=150)
def test_three_papers(seed: int) -> None:
    found = against_every_order(a_problem(Random(seed), 3))
    event(f"{len(found.trips)} trips")


@pytest.mark.parametrize("seed", range(40))
def test_four_papers(seed: int) -> None:
    against_every_order(a_problem(Random(seed), 4))


def test_the_problems_are_of_every_kind() -> None:
    plans = [plan(a_problem(Random(seed), 4)) for seed in range(300)]
    assert {one.why for found in plans for one in found.blocked} >= {Block.CYCLE, Block.OUT_OF_REACH, Block.EXPIRES}
    assert {len(found.trips) for found in plans} >= {0, 1, 2, 3, 4}
    assert any(found.letters for found in plans)
    assert any(len(found.errands) > len({errand.paper for errand in found.errands}) for found in plans)
