"""The independent checker: are the points allowed, is the value true, and can nothing be better than the bound?

Shares nothing with the solver but the statement of the problem and the shape of the result; it works on the pairs of
the matrix, in whole numbers, without compiled code, and trusts no number of the solver except as a price whose
consequence it computes itself. Weak duality: for any prices u_g ≥ 0, k new points save at most

    Σ_g w_g·u_g + Σ_{j forced} v_j + the k greatest v_j,   v_j = the most that Σ_g x_g·max(0, s_gj - u_g) can be,
    with x_g ≤ w_g and, for a place with a capacity, Σ_g x_g at most that

because Σ_j x_gj ≤ w_g for whatever is served (Geoffrion, Mathematical Programming Study 2, 1974). So a wrong price can
only weaken a proof.
"""

from collections.abc import Iterator

import numpy as np

from lianyi.engines.siting.problem import NO_LIMIT, IntArray, Objective, Problem
from lianyi.engines.siting.proof import Ground, Proof
from lianyi.engines.siting.result import Result


def certify(problem: Problem, result: Result) -> list[str]:
    """Everything wrong with the result or its proof; empty when both hold. ``code: detail`` strings."""
    if found := list(_points(problem, result)):
        return found
    if found := list(_served(problem, result)):
        return found
    return list(_bound(problem, result))


def _points(problem: Problem, result: Result) -> Iterator[str]:
    chosen, opened = np.asarray(result.chosen), np.asarray(result.open)
    for name, places in (("chosen", chosen), ("open", opened)):
        if len(places) and not (places.min() >= 0 and places.max() < problem.places):
            yield f"unknown_place: among {name}"
            return
        if len(np.unique(places)) != len(places):
            yield f"place_twice: among {name}"
    for place in chosen[problem.excluded[chosen] | problem.existing[chosen]]:
        yield f"not_a_candidate: {problem.name(int(place))}"
    if set(opened.tolist()) != set(chosen.tolist()) | set(np.flatnonzero(problem.existing).tolist()):
        yield "open_is_not_existing_and_chosen: "
    if len(chosen) > result.k:
        yield f"too_many_points: {len(chosen)} for k = {result.k}"


def _served(problem: Problem, result: Result) -> Iterator[str]:
    """Does the assignment exist in the matrix, within limit and capacities, and is it worth the value?"""
    found = result.assignment
    home, place, residents = found.home, found.place, found.residents
    if not len(home) == len(place) == len(residents) == len(found.cost):
        yield "wrong_shape: assignment"
        return
    if len(home) and not (home.min() >= 0 and home.max() < problem.homes and residents.min() >= 0):
        yield "unknown_home: in the assignment"
        return
    is_open = np.zeros(problem.places, dtype=bool)
    is_open[result.open] = True
    if len(place) and not (place.min() >= 0 and place.max() < problem.places and is_open[place].all()):
        yield "served_by_a_place_not_open: "
        return
    keys = problem.home_of_pair().astype(np.int64) * problem.places + problem.place
    wanted = home.astype(np.int64) * problem.places + place
    at = np.minimum(np.searchsorted(keys, wanted), max(problem.pairs - 1, 0))
    if len(wanted) and (not problem.pairs or (keys[at] != wanted).any() or (problem.cost[at] != found.cost).any()):
        yield "no_such_walk: a pair of the assignment is not in the matrix"
        return
    covers = result.objective is not Objective.P_MEDIAN
    if covers and len(at) and not problem.inside()[at].all():
        yield "outside_the_limit: in the assignment"
    if (_sums(home, residents, problem.homes) > problem.residents).any():
        yield "more_than_live_there: in the assignment"
    load = _sums(place, residents, problem.places)
    if problem.capacity is not None and ((load > problem.capacity) & (problem.capacity != NO_LIMIT)).any():
        yield "above_capacity: in the assignment"
    served = int(residents.sum())
    worth = {
        Objective.MAXIMAL_COVERING: served,
        Objective.SET_COVERING: len(result.chosen),
        Objective.P_MEDIAN: int((residents * found.cost).sum()) + (problem.everybody - served) * problem.unserved_cost,
    }[result.objective]
    if worth != result.value:
        yield f"wrong_value: {worth}, not {result.value}"
    if result.objective is Objective.SET_COVERING and served < result.target:
        yield f"target_missed: {served} of {result.target}"


def _bound(problem: Problem, result: Result) -> Iterator[str]:
    """Does the certificate prove the bound?"""
    ground = Ground(problem, result.objective)
    proof = result.certificate
    if result.objective is Objective.SET_COVERING:
        if result.target != ground.asked(result.share):
            yield f"wrong_target: {ground.asked(result.share)}, not {result.target}"
            return
        if proof is None:
            if result.bound > 0:
                yield "bound_not_proven: no certificate"
            return
        if proof.k != result.bound - 1:
            yield f"proof_of_something_else: {proof.k} points are too few, but the bound is {result.bound}"
        if proof.weight is not None and result.target != ground.coverable:
            yield "weights_of_nobody: the proof counts something else than residents"
            return
        asked = result.target - ground.already if proof.weight is None else sum(proof.weight.tolist())
        if proof.saving >= asked:
            yield f"bound_not_proven: {proof.k} points may be enough"
    else:
        if proof is None:
            yield "bound_not_proven: no certificate"
            return
        if proof.weight is not None:
            yield "weights_of_nobody: the proof counts something else than residents"
        if proof.k != result.k:
            yield f"proof_of_something_else: of {proof.k} points, not {result.k}"
        bound = ground.already + proof.saving
        if result.objective is Objective.P_MEDIAN:
            bound = ground.already - proof.saving
        if bound != result.bound:
            yield f"wrong_bound: {bound}, not {result.bound}"
    yield from Proof(ground, proof).failures()


def _sums(at: IntArray, amounts: IntArray, size: int) -> IntArray:
    out = np.zeros(size, dtype=np.int64)
    np.add.at(out, at, amounts)
    return out
