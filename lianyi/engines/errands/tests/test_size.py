"""The best plan is proven for the sizes a town has; beyond them a plan is good, says so, and how good at least."""

from __future__ import annotations

from random import Random

import pytest

from lianyi.engines.errands import Counter, Issuer, Paper, Person, Problem, certify, plan
from lianyi.engines.errands.tests.drawn import a_town


@pytest.mark.parametrize("seed", range(12))
def test_sixteen_papers_at_twelve_counters_are_proven(seed: int) -> None:
    problem = a_town(Random(seed), 16, 12, 3)
    found = plan(problem, most=6_000)
    assert found.is_proven
    assert certify(problem, found) == ()


def test_what_is_beyond_the_limit_is_good_and_not_proven() -> None:
    unproven = 0
    for seed in range(4):
        problem = a_town(Random(seed), 16, 12, 3)
        found, best = plan(problem, most=5), plan(problem)
        assert certify(problem, found) == ()
        assert found.lower_bound <= best.cost <= found.cost
        unproven += not found.is_proven
    assert unproven


def test_forty_papers_in_five_cities_have_a_plan() -> None:
    problem = a_town(Random(3), 40, 25, 5)
    found = plan(problem, most=400)
    assert (found.blocked, found.is_proven) == ((), False)
    assert certify(problem, found) == ()


def test_the_limit_counts_states_so_that_the_answer_is_always_the_same() -> None:
    problem = a_town(Random(1), 16, 12, 3)
    assert plan(problem, most=20) == plan(problem, most=20)


def test_more_choices_than_can_be_looked_at() -> None:
    """Twelve papers, each shown with one of three: half a million sets, of which the cheapest is easily seen."""
    choices = [(f"{number}a", f"{number}b", f"{number}c") for number in range(12)]
    papers = [
        Paper("goal", (Issuer("hall"),), frozenset(f"{number}" for number in range(12))),
        *(Paper(f"{number}", (Issuer("hall"),), one_of=(frozenset(keys),)) for number, keys in enumerate(choices)),
        *(Paper(key, (Issuer("hall"),), fee=ord(key[-1])) for keys in choices for key in keys),
    ]
    problem = Problem(tuple(papers), (Counter("hall", "home"),), Person("home"), frozenset({"goal"}))
    found = plan(problem, most=500)
    assert certify(problem, found) == ()
    assert (found.cost.trips, found.cost.visits, found.is_proven) == (1, 1, False)
    assert found.lower_bound < found.cost
