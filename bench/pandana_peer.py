"""Pandana's answers to the questions of bench/reach.py, in an environment of its own (AGPL: measured, not used).

    python bench/pandana_peer.py town.npz answers.npz

Reads x, y, tail, head, metres, the points' nodes and categories, the limit in metres and how many nodes to count for;
writes for every node the metres to the nearest point of each category and the points in reach. Prints seconds, and
seconds of CPU over its threads, as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pandana
import pandas as pd


class Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.cpu_seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.seconds[name] = round(time.perf_counter() - wall, 3)
        self.cpu_seconds[name] = round(time.process_time() - cpu, 3)


def main() -> None:
    asked, answers = np.load(sys.argv[1]), sys.argv[2]
    limit, category, node = float(asked["limit"]), asked["category"], asked["node"]
    x, y = asked["x"], asked["y"]
    categories, clock = int(category.max()) + 1, Clock()
    weights = pd.DataFrame({"metres": asked["metres"]})
    with clock.step("build"):
        ends = pd.Series(asked["tail"]), pd.Series(asked["head"])
        network = pandana.Network(pd.Series(x), pd.Series(y), *ends, weights)
    metres, counts = np.empty((categories, len(x))), np.empty((0, 0))
    with clock.step("nearest"):
        for kind in range(categories):
            here = node[category == kind]
            network.set_pois(str(kind), limit, 1, pd.Series(x[here]), pd.Series(y[here]))
            metres[kind] = network.nearest_pois(limit, str(kind), num_pois=1)[1].to_numpy()
    if asked["count"]:
        with clock.step("ranges"):
            network.precompute(limit)
        counts = np.empty((categories, len(x)), dtype=np.int32)
        with clock.step("count"):
            for kind in range(categories):
                network.set(pd.Series(node[category == kind]), name=str(kind))
                counts[kind] = network.aggregate(limit, type="count", decay="flat", name=str(kind)).to_numpy()
    np.savez(answers, metres=metres, counts=counts)
    print(json.dumps({"seconds": clock.seconds, "cpu_seconds": clock.cpu_seconds}))


if __name__ == "__main__":
    main()
