"""What is wrong with an input before anything is solved, as codes with parameters."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from lianyi.engines.issues import Issue, ProblemError, Severity
from lianyi.engines.siting.problem import NO_LIMIT, Objective, Problem

MOST = 2**60  # of residents × cost summed: sums and prices stay inside 64-bit integers


def check(problem: Problem, objective: Objective, *, k: int | None = None, share: float = 1.0) -> list[Issue]:
    """All that is wrong, errors first. Errors make solving meaningless; warnings travel with the result.

    ``k``: number of new points, for all but set covering. ``share``: of those who can be covered, for set covering.
    """
    found = list(_shapes(problem))
    if not found:
        found += [*_numbers(problem), *_places(problem), *_question(problem, objective, k, share)]
    if not any(issue.severity is Severity.ERROR for issue in found):
        found += _ground(problem, objective)
    return sorted(found, key=lambda issue: issue.severity)


def insist(problem: Problem, objective: Objective, *, k: int | None = None, share: float = 1.0) -> tuple[Issue, ...]:
    """The warnings; raises ProblemError with the errors, if there are any."""
    issues = check(problem, objective, k=k, share=share)
    if errors := [issue for issue in issues if issue.severity is Severity.ERROR]:
        raise ProblemError(errors)
    return tuple(issues)


def _shapes(problem: Problem) -> Iterator[Issue]:
    homes, places = problem.homes, problem.places
    if not homes:
        yield Issue("no_homes")
    if not places:
        yield Issue("no_places")
    if len(problem.start) != homes + 1 or (homes and problem.start[0] != 0):
        yield Issue("wrong_shape", params={"array": "start", "length": len(problem.start), "expected": homes + 1})
        return
    lengths = {"place": problem.pairs, "cost": len(problem.cost)}
    for name, length in lengths.items():
        if length != problem.start[-1]:
            yield Issue("wrong_shape", params={"array": name, "length": length, "expected": int(problem.start[-1])})
    columns = {"excluded": len(problem.excluded)}
    if problem.capacity is not None:
        columns["capacity"] = len(problem.capacity)
    if problem.ids:
        columns["ids"] = len(problem.ids)
    for name, length in columns.items():
        if length != places:
            yield Issue("wrong_shape", params={"array": name, "length": length, "expected": places})
    if (np.diff(problem.start) < 0).any():
        yield Issue("start_not_ascending")


def _numbers(problem: Problem) -> Iterator[Issue]:
    if (bad := np.flatnonzero(problem.residents < 0)).size:
        yield Issue("residents_negative", params={"home": int(bad[0]), "homes": len(bad)})
    if (bad := np.flatnonzero(problem.cost < 0)).size:
        yield Issue("cost_negative", params={"home": _row(problem, bad[0]), "pairs": len(bad)})
    if (bad := np.flatnonzero((problem.place < 0) | (problem.place >= problem.places))).size:
        yield Issue("unknown_place", params={"place": int(problem.place[bad[0]]), "places": problem.places})
    elif problem.pairs:
        falls = np.diff(problem.place.astype(np.int64)) <= 0
        ends = problem.start[1:-1] - 1
        falls[ends[(ends >= 0) & (ends < len(falls))]] = False  # from one home to the next it may fall
        if (bad := np.flatnonzero(falls)).size:
            yield Issue("places_not_ascending", params={"home": _row(problem, bad[0]), "pairs": len(bad)})
    if problem.capacity is not None and (bad := np.flatnonzero(problem.capacity < NO_LIMIT)).size:
        yield Issue("capacity_negative", params={"place": problem.name(int(bad[0]))})
    everybody = float(problem.residents.astype(np.float64).sum())
    if everybody * max(1, problem.unserved_cost) > MOST:
        yield Issue("numbers_too_large", params={"residents": everybody, "cost": problem.unserved_cost})


def _places(problem: Problem) -> Iterator[Issue]:
    for name, times in Counter(problem.ids).items():
        if times > 1 or not name:
            yield Issue("duplicate_place" if name else "place_id_empty", params={"place": name, "times": times})
    for place in np.flatnonzero(problem.existing & problem.excluded):
        yield Issue("existing_and_excluded", params={"place": problem.name(int(place))})


def _question(problem: Problem, objective: Objective, k: int | None, share: float) -> Iterator[Issue]:
    if objective is Objective.SET_COVERING:
        if not 0 < share <= 1:
            yield Issue("share_out_of_range", params={"share": share})
        if problem.limited:
            yield Issue("capacity_with_set_covering")
    elif k is None or k < 0:
        yield Issue("k_negative", params={"k": -1 if k is None else k})
    else:
        free = int((~problem.existing & ~problem.excluded).sum())
        if k > free:
            params = {"k": k, "candidates": free, "excluded": int(problem.excluded.sum())}
            yield Issue("too_few_candidates", Severity.WARNING, params)
    dearest = int(problem.cost.max(initial=0))
    if objective is Objective.P_MEDIAN and problem.unserved_cost < dearest:
        yield Issue("beyond_below_costs", params={"beyond": problem.unserved_cost, "dearest": dearest})
    if problem.limit is not None and problem.limit < 0:
        yield Issue("limit_negative", params={"limit": problem.limit})


def _ground(problem: Problem, objective: Objective) -> Iterator[Issue]:
    if not problem.everybody:
        yield Issue("no_residents", Severity.WARNING, {"homes": problem.homes})
    counts = problem.inside() if objective is not Objective.P_MEDIAN else np.ones(problem.pairs, dtype=bool)
    usable = counts & ~problem.excluded[problem.place]
    reached = np.zeros(problem.homes, dtype=bool)
    reached[problem.home_of_pair()[usable]] = True
    lost = ~reached & (problem.residents > 0)
    if lost.any():
        params = {"homes": int(lost.sum()), "residents": int(problem.residents[lost].sum())}
        yield Issue("homes_out_of_every_reach", Severity.WARNING, params)


def _row(problem: Problem, pair: int) -> int:
    return int(np.searchsorted(problem.start, pair, side="right") - 1)
