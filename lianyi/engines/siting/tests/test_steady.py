"""The same answer in any order of rows and columns, true progress, and an end when one is asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianyi.engines.siting import Problem, certify, maximal_covering, p_median, set_covering
from lianyi.engines.siting.classes import core_of, reduced
from lianyi.engines.siting.problem import Objective
from lianyi.engines.siting.search import State, greedy
from lianyi.engines.siting.tests import brute
from lianyi.engines.siting.tests.problems import problems, shuffled, town


@settings(max_examples=40, deadline=None)
@given(problem=problems(), seed=st.integers(0, 99))
def test_order_decides_nothing(problem: Problem, seed: int) -> None:
    chance = np.random.default_rng(seed)
    plain = shuffled(problem, np.arange(problem.homes), np.arange(problem.places))
    other = shuffled(problem, chance.permutation(problem.homes), chance.permutation(problem.places))
    for solver in (lambda one: maximal_covering(one, 2), lambda one: p_median(one, 2), set_covering):
        first, second = solver(plain), solver(other)
        assert sorted(plain.ids[at] for at in first.chosen) == sorted(other.ids[at] for at in second.chosen)
        assert (first.value, first.bound, first.method) == (second.value, second.bound, second.method)


def test_order_decides_nothing_in_a_town() -> None:
    problem = shuffled(town(), np.arange(600), np.arange(60))
    chance = np.random.default_rng(5)
    other = shuffled(problem, chance.permutation(600), chance.permutation(60))
    first, second = maximal_covering(problem, 6), maximal_covering(other, 6)
    assert {problem.ids[at] for at in first.chosen} == {other.ids[at] for at in second.chosen}


@settings(max_examples=60, deadline=None)
@given(problem=problems(), keep=st.sets(st.integers(0, 5)), swaps=st.lists(st.tuples(st.integers(), st.integers())))
def test_merged_homes_save_what_they_saved(problem: Problem, keep: set[int], swaps: list[tuple[int, int]]) -> None:
    """Merging, dropping columns and swapping, each against the definition."""
    for objective in (Objective.MAXIMAL_COVERING, Objective.P_MEDIAN):
        core = core_of(problem, objective)
        small, kept = reduced(core, np.array(sorted(at for at in keep if at < core.columns), dtype=np.int64))
        stands = set(np.flatnonzero(problem.existing).tolist())
        base = brute.worth(problem, stands, objective)
        state = State.of(small, greedy(small, 2))
        for new, seat in swaps:
            shut = np.flatnonzero(~state.now.is_open)
            if len(shut) and len(state.opened):
                state.swap(int(shut[new % len(shut)]), seat % len(state.opened))
        opened = stands | set(core.place[kept][state.opened].tolist())
        assert state.value == abs(brute.worth(problem, opened, objective) - base)
        assert (State.of(small, state.opened).now.gain == state.now.gain).all()
        assert (State.of(small, state.opened).now.extra == state.now.extra).all()


@pytest.mark.parametrize("room", [None, [400] * 60])
def test_progress_is_true_and_ends(room: list[int] | None) -> None:
    told: list[tuple[int, int]] = []
    maximal_covering(town(capacity=room), 6, progress=lambda done, known: told.append((done, known)))
    assert told == sorted(set(told))
    assert told[0] == (0, 1000)
    assert told[-1] == (1000, 1000)


def test_an_exception_in_progress_passes_through() -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def report(done: int, known: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        p_median(town(), 3, progress=report)


@pytest.mark.parametrize("room", [None, [400] * 60])
def test_who_stops_early_gets_what_is_proven_so_far(room: list[int] | None) -> None:
    problem = town(capacity=room)
    for result in (
        maximal_covering(problem, 6, cancel=lambda: True),
        p_median(problem, 6, time_limit=0.0),
        *([] if room else [set_covering(problem, cancel=lambda: True)]),
    ):
        assert certify(problem, result) == []
        assert len(result.chosen)
