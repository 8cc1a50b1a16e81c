"""Where new points help most: value, proven bound, seconds and memory, each beside a reference in the same run.

    python bench/siting.py --cover 10000x1000 1000000x10000     # maximal covering, K = 20
    python bench/siting.py --median ../shared/data/pmed         # OR-Library p-median instances, against their optima
    python bench/siting.py --stores ../shared/data/san_francisco

A town is made up: homes around centres of very different size and a fifth of them anywhere, candidates near homes,
walks along a square grid of streets (the sum of both distances), limit 900 m; pairs come from a KD-tree. Making it
is timed apart (`pairs_seconds`); `seconds` is everything from the CSR arrays to the result, `certify_seconds` the
independent check. References: plain greedy on the same classes, and, where the homes are no more than --milp, SciPy's
milp (HiGHS) on the matrix as it is, one row a home, with the same time limit. Prints one JSON object; memory is the
peak of the process.
"""

import argparse
import csv
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lianyi.engines.siting import Objective, Problem, Result, certify, maximal_covering, p_median, set_covering
from lianyi.engines.siting.classes import core_of
from lianyi.engines.siting.search import State, greedy

BATCH = 20_000  # homes asked of the KD-tree at a time


def town(homes: int, places: int, side: float, centres: int, limit: int = 900, seed: int = 1) -> Problem:
    """Homes, candidates and the walks within the limit, in whole metres."""
    chance = np.random.default_rng(seed)
    middle = chance.uniform(0, side, (centres, 2))
    spread, size = chance.uniform(300, 1200, centres), chance.pareto(1.5, centres) + 0.5
    around = chance.choice(centres, homes, p=size / size.sum())
    near = middle[around] + chance.normal(size=(homes, 2)) * spread[around][:, None]
    at = np.where(chance.random((homes, 1)) < 0.2, chance.uniform(0, side, (homes, 2)), near)
    spots = at[chance.choice(homes, places, replace=False)] + chance.normal(size=(places, 2)) * 50
    tree = cKDTree(spots)
    lengths, columns, costs = [], [], []
    for first in range(0, homes, BATCH):
        block = at[first : first + BATCH]
        lists = tree.query_ball_point(block, limit + 1, p=1, return_sorted=True)
        length = np.array([len(one) for one in lists])
        column = np.concatenate([np.array(one, dtype=np.int32) for one in lists])
        walk = np.abs(np.repeat(block, length, axis=0) - spots[column]).sum(axis=1)
        lengths.append(length)
        columns.append(column)
        costs.append(np.ceil(walk).astype(np.int32))
    start = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    residents = chance.integers(1, 40, homes)
    return Problem.of(
        start, np.concatenate(columns), np.concatenate(costs), places=places, residents=residents, limit=limit
    )


def told(problem: Problem, result: Result, seconds: float) -> dict[str, Any]:
    began = time.perf_counter()
    failures = certify(problem, result)
    return {
        "objective": str(result.objective),
        "value": result.value,
        "bound": result.bound,
        "gap_percent": round(100 * result.gap, 4),
        "proven": result.proven,
        "method": result.method,
        "points": len(result.chosen),
        "leaves": result.certificate.leaves if result.certificate else 0,
        "seconds": round(seconds, 2),
        "certify_seconds": round(time.perf_counter() - began, 2),
        "certificate_holds": not failures,
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
    }


def cover(shape: str, k: int, side: float, centres: int, metres: int, limit: float, milp_up_to: int) -> dict[str, Any]:
    """Maximal covering of one town."""
    homes, places = (int(part) for part in shape.split("x"))
    began = time.perf_counter()
    problem = town(homes, places, side, centres, metres)
    made = time.perf_counter() - began
    maximal_covering(town(300, 20, 3000, 3), 3)  # compiles, or reads what was compiled
    began = time.perf_counter()
    result = maximal_covering(problem, k, time_limit=limit)
    found = told(problem, result, time.perf_counter() - began)
    core = core_of(problem, Objective.MAXIMAL_COVERING)
    began = time.perf_counter()
    plain = State.of(core, greedy(core, k)).value
    reference: dict[str, Any] = {
        "greedy": plain,
        "greedy_below_bound_percent": round(100 * (1 - plain / result.bound), 3),
        "greedy_seconds": round(time.perf_counter() - began, 2),
    }
    if homes <= milp_up_to:
        reference["milp"] = whole_programme(problem, k, limit)
    return {
        "homes": homes,
        "candidates": places,
        "k": k,
        "side": side,
        "centres": centres,
        "limit": metres,
        "pairs": problem.pairs,
        "classes": core.rows,
        "pairs_seconds": round(made, 1),
        "covered_share": round(result.value / problem.everybody, 3),
        "ours": found,
        "reference": reference,
    }


def whole_programme(problem: Problem, k: int, limit: float) -> dict[str, Any]:
    """SciPy's milp on the homes as they are: maximise Σ w z, z ≤ Σ y, Σ y ≤ k."""
    homes, places = problem.homes, problem.places
    inside = problem.inside()
    shape, at = (homes, places), (problem.home_of_pair()[inside], problem.place[inside])
    reach = sparse.csr_matrix((np.ones(len(at[0])), at), shape=shape)
    rows = sparse.hstack([-reach, sparse.eye(homes)])
    count = sparse.csr_matrix(np.concatenate([np.ones(places), np.zeros(homes)])[None])
    most = np.append(np.zeros(homes), k)
    began = time.perf_counter()
    solved = milp(
        np.concatenate([np.zeros(places), -problem.residents]),
        constraints=LinearConstraint(sparse.vstack([rows, count]).tocsr(), -np.inf, most),
        integrality=np.append(np.ones(places), np.zeros(homes)),
        bounds=Bounds(0, 1),
        options={"time_limit": limit},
    )
    return {
        "value": None if solved.fun is None else round(-solved.fun),
        "bound": None if solved.mip_dual_bound is None else round(-solved.mip_dual_bound),
        "seconds": round(time.perf_counter() - began, 2),
    }


def medians(folder: Path, limit: float) -> dict[str, Any]:
    """The instances there are, against their optima."""
    optima: dict[str, int] = {}
    for line in (folder / "optima.tsv").read_text(encoding="utf-8").splitlines():
        name, value, *_ = line.split()
        optima[name] = int(value)
    runs: list[dict[str, Any]] = []
    for name, best in optima.items():
        problem, k = instance(folder / f"{name}.txt")
        began = time.perf_counter()
        result = p_median(problem, k, time_limit=limit)
        above = 100 * (result.value / best - 1)
        known = {"name": name, "k": k, "optimum": best, "above_percent": above}
        runs.append(known | told(problem, result, time.perf_counter() - began))
    return {
        "mean_above_optimum_percent": round(float(np.mean([run["above_percent"] for run in runs])), 4),
        "proven": sum(run["proven"] for run in runs),
        "of": len(runs),
        "seconds": round(sum(run["seconds"] for run in runs), 2),
        "runs": runs,
    }


def instance(path: Path) -> tuple[Problem, int]:
    """All-pairs shortest paths; the last of repeated edges counts."""
    numbers = [int(part) for part in path.read_text(encoding="utf-8").split()]
    size, _, k = numbers[:3]
    length = np.zeros((size, size))
    for one, other, cost in zip(numbers[3::3], numbers[4::3], numbers[5::3], strict=True):
        length[one - 1, other - 1] = length[other - 1, one - 1] = cost
    return Problem.dense(shortest_path(length, directed=False).astype(np.int64)), k


def stores(folder: Path, limit: float) -> list[dict[str, Any]]:
    """205 tracts and 16 stores in San Francisco, metres on the network: all three questions."""
    (path,) = folder.glob("SF_network_distance*.csv")
    with path.open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    names = sorted({line["name"] for line in lines})
    tracts = {line["DestinationName"]: int(line["demand"]) for line in lines}
    row = {tract: at for at, tract in enumerate(tracts)}
    walk = np.full((len(row), len(names)), -1, dtype=np.int64)
    for line in lines:
        walk[row[line["DestinationName"]], names.index(line["name"])] = round(float(line["distance"]))
    problem = Problem.dense(walk, residents=list(tracts.values()), limit=5000, ids=names)
    runs = []
    asked: list[Callable[[], Result]] = [
        lambda: maximal_covering(problem, 4, time_limit=limit),
        lambda: set_covering(problem, time_limit=limit),
        lambda: p_median(problem, 4, time_limit=limit),
    ]
    for ask in asked:
        began = time.perf_counter()
        result = ask()
        chosen = {"chosen": [problem.name(int(at)) for at in result.chosen]}
        runs.append(told(problem, result, time.perf_counter() - began) | chosen)
    return runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cover", nargs="*", default=[], metavar="HOMESxCANDIDATES")
    parser.add_argument("-k", type=int, default=20)
    parser.add_argument("--side", type=float, help="metres; the default gives every candidate 0.4 km²")
    parser.add_argument("--centres", type=int, help="the default is one for every 25 candidates")
    parser.add_argument("--limit", type=int, default=900, help="metres")
    parser.add_argument("--median", type=Path, metavar="FOLDER")
    parser.add_argument("--stores", type=Path, metavar="FOLDER")
    parser.add_argument("--time-limit", type=float, default=55.0)
    parser.add_argument("--milp", type=int, default=10_000, help="homes up to which the reference is run")
    asked = parser.parse_args()
    report: dict[str, Any] = {}
    for shape in asked.cover:
        places = int(shape.split("x")[1])
        side, centres = asked.side or 1000 * (0.4 * places) ** 0.5, asked.centres or max(1, places // 25)
        report.setdefault("cover", []).append(
            cover(shape, asked.k, side, centres, asked.limit, asked.time_limit, asked.milp)
        )
    if asked.median:
        report["median"] = medians(asked.median, asked.time_limit)
    if asked.stores:
        report["stores"] = stores(asked.stores, asked.time_limit)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
