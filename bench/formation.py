"""Forming groups against OR-Tools' SimpleMinCostFlow alone, on the same instance in the same run.

    python bench/formation.py --members 100000            # also 1000000; --wishes 7 --groups 100 --policy ...
    python bench/formation.py --decide 382x30 5000x100    # which groups open: seconds, proof, gap

Ours is everything: load (CSV) + build + solve + certify (the independent checker) + explain (everybody, and the
summary). The reference is the flow alone, least total rank, arrays ready-made, one node a member. Wishes are drawn
without replacement with popularity 1/rank^0.8 (Plackett-Luce), so that popular groups overflow; limits follow a
flatter demand, so that they bind. Prints one JSON object. Memory is the peak of the whole process, reference
included.
"""

import argparse
import dataclasses
import json
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from lianyi.engines.formation import Explainer, Group, Policy, ProblemArrays, solve, verify
from lianyi.engines.formation.classes import distinct
from lianyi.terminal.inputs import read_groups, read_members

BONDS = ("interest", "trade", "residence")


def instance(members: int, groups: int, wishes: int, seed: int = 1, *, spread: float = 1.2) -> ProblemArrays:
    """Random lists; every group may hold ``spread`` times its share of a demand flatter than the wishes."""
    chance = np.random.default_rng(seed)
    popularity = 1 / np.arange(1, groups + 1) ** 0.8
    lists = np.empty((members, wishes), dtype=np.int32)
    for start in range(0, members, 50_000):
        rows = slice(start, min(start + 50_000, members))
        keys = np.log(popularity) + chance.gumbel(size=(rows.stop - start, groups))
        lists[rows] = np.argsort(-keys, axis=1)[:, :wishes]
    fallback = np.where(chance.random(members) < 0.5, chance.integers(0, groups, members), -1).astype(np.int32)
    share = popularity**0.5 / (popularity**0.5).sum()
    most = [int(spread * members * part) + 1 for part in share]
    proposed = tuple(Group(f"G{at:03}", BONDS[at % 3], int(0.3 * high), high) for at, high in enumerate(most))
    ids = [f"M{number:07}" for number in range(members)]
    return ProblemArrays(
        ids, lists, fallback, chance.random(members) < 0.9, np.full(members, -1, dtype=np.int32), proposed
    )


def write_files(problem: ProblemArrays, folder: Path) -> tuple[Path, Path]:
    """The instance as the two CSV files that ``lianyi form`` takes."""
    names = [*(group.id for group in problem.groups), ""]
    members, groups = folder / "members.csv", folder / "groups.csv"
    with members.open("w", encoding="utf-8") as file:
        wishes = [f"wish{rank + 1}" for rank in range(problem.depth)]
        file.write(",".join(["id", *wishes, "fallback", "accept_any"]) + "\n")
        rows = zip(problem.ids, problem.wishes.tolist(), problem.fallback.tolist(), problem.accept_any, strict=True)
        for name, wanted, fallback, willing in rows:
            file.write(
                ",".join([name, *(names[at] for at in wanted), names[fallback], "yes" if willing else "no"]) + "\n"
            )
    lines = [f"{group.id},{group.bond},{group.minimum},{group.maximum}\n" for group in problem.groups]
    groups.write_text("id,bond,min,max\n" + "".join(lines), encoding="utf-8")
    return members, groups


def reference(problem: ProblemArrays) -> tuple[float, int]:
    """Seconds and optimal cost of SimpleMinCostFlow; its arrays are made before the clock starts.

    It gets no arc to "no group": everybody can be placed here, and the dear arc made it half as slow again.
    """
    size, depth, groups = problem.size, problem.depth, len(problem.groups)
    rows, each = np.arange(size), np.arange(groups)
    hub, sink = size + groups, size + groups + 1
    low = np.array([group.minimum for group in problem.groups])
    high = np.array([group.maximum for group in problem.groups])
    falls = (problem.fallback >= 0) & (problem.wishes != problem.fallback[:, None]).all(axis=1)
    blocks: list[tuple[Any, ...]] = [
        (np.repeat(rows, depth), size + problem.wishes.ravel(), 1, np.tile(np.arange(1, depth + 1), size)),
        (rows[falls], size + problem.fallback[falls], 1, depth + 1),
        (rows[problem.accept_any], hub, 1, depth + 2),
        (np.full(groups, hub), size + each, size, 0),
        (size + each, sink, high - low, 0),
    ]
    arrays = [[np.broadcast_to(part, len(block[0])) for part in block] for block in blocks]
    tail, head, capacity, cost = (np.concatenate(part).astype(np.int64) for part in zip(*arrays, strict=True))
    supply = np.concatenate([np.ones(size), -low, [0, low.sum() - size]]).astype(np.int64)
    nodes = np.arange(len(supply))
    start = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail, head, capacity, cost)
    flow.set_nodes_supplies(nodes, supply)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the reference found no flow")
    return time.perf_counter() - start, int(flow.optimal_cost())


def ours(members: Path, groups: Path, policy: Policy) -> dict[str, object]:
    """Seconds of each step, from files to explanations."""
    marks = [time.perf_counter()]
    problem, _ = read_members(members, read_groups(groups, False), False)
    problem = dataclasses.replace(problem, policy=policy)
    marks.append(time.perf_counter())
    result = solve(problem)
    marks.append(time.perf_counter())
    failures = verify(problem, result)
    marks.append(time.perf_counter())
    explainer = Explainer(problem, result)
    explainer.everybody()
    explainer.summary()
    marks.append(time.perf_counter())
    steps = dict(zip(("load", "build_and_solve", "certify", "explain"), np.diff(marks).round(3).tolist(), strict=True))
    return {
        "policy": str(policy),
        "seconds": round(marks[-1] - marks[0], 2),
        "steps": steps,
        "status": result.status,
        "certificate_holds": not failures,
        "choices": dict(result.counts),
        "objective": dict(zip(result.certificate.components, result.certificate.value, strict=True)),
    }


def race(members: int, groups: int, wishes: int, policies: list[Policy]) -> dict[str, object]:
    problem = instance(members, groups, wishes)
    lists = np.column_stack([problem.wishes, problem.fallback, problem.accept_any.astype(np.int32)])
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(problem, Path(folder))
        runs = [ours(*files, policy) for policy in policies]
    seconds, cost = reference(problem)
    for run in runs:
        run["ratio"] = round(float(str(run["seconds"])) / seconds, 3)
    return {
        "members": members,
        "groups": groups,
        "wishes": wishes,
        "classes": len(distinct(lists)[0]),
        "reference_seconds": round(seconds, 2),
        "reference_cost": cost,
        "ours": runs,
        "peak_gib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, 2),
    }


def decide(shape: str, limit: float, policies: list[Policy]) -> list[dict[str, object]]:
    """Open/close decisions, free and with prescribed numbers (a quarter, a seventh and a tenth of all groups)."""
    members, groups = (int(part) for part in shape.split("x"))
    found = []
    quota = {"interest": groups * 3 // 10, "trade": groups // 7, "residence": max(1, groups // 15)}
    for prescribed in ({}, quota):
        for policy in policies:
            problem = instance(members, groups, 5 if members < 1000 else 7, spread=2.0)
            average = members / groups
            sized = tuple(
                dataclasses.replace(group, minimum=max(3, int(0.6 * average)), maximum=int(3 * average))
                for group in problem.groups
            )
            problem = dataclasses.replace(problem, groups=sized, policy=policy, open_per_bond=prescribed)
            start, cpu = time.perf_counter(), time.process_time()
            result = solve(problem, time_limit=limit)
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
            found.append(
                {
                    "shape": shape,
                    "policy": str(policy),
                    "open": prescribed,
                    "seconds": round(seconds, 2),
                    "cpu_seconds": round(cpu, 2),
                    "status": result.status,
                    "gap": result.gap and dataclasses.asdict(result.gap),
                    "certificate_holds": not verify(problem, result),
                    "opened": len(result.opened),
                    "choices": dict(result.counts),
                }
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int)
    parser.add_argument("--groups", type=int, default=100)
    parser.add_argument("--wishes", type=int, default=7)
    parser.add_argument("--policy", choices=[str(policy) for policy in Policy], action="append")
    parser.add_argument("--decide", nargs="*", default=[], metavar="MEMBERSxGROUPS")
    parser.add_argument("--time-limit", type=float, default=60.0)
    chosen = parser.parse_args()
    policies = [Policy(name) for name in chosen.policy or list(Policy)]
    report: dict[str, object] = {}
    if chosen.members:
        report["race"] = race(chosen.members, chosen.groups, chosen.wishes, policies)
    if chosen.decide:
        report["decide"] = [run for shape in chosen.decide for run in decide(shape, chosen.time_limit, policies)]
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
