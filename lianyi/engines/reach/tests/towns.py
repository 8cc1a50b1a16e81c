"""A small town on a bent grid, for what needs streets that look like streets."""

import numpy as np

from lianyi.engines.reach import Network, Spots
from lianyi.engines.reach.tests.reference import network


def town(side: int = 9, block: float = 110.0, seed: int = 1) -> Network:
    """Some streets are missing; every street is two straight pieces."""
    chance = np.random.default_rng(seed)
    corners = [
        (x * block + chance.normal(0, 12), y * block + chance.normal(0, 12)) for y in range(side) for x in range(side)
    ]
    places, edges = list(corners), []
    for at in range(side * side):
        for other in ([at + 1] if at % side < side - 1 else []) + ([at + side] if at + side < side * side else []):
            if chance.random() < 0.15:
                continue
            (x0, y0), (x1, y1) = corners[at], corners[other]
            places.append(((x0 + x1) / 2 + chance.normal(0, 5), (y0 + y1) / 2 + chance.normal(0, 5)))
            for one, two in ((at, len(places) - 1), (len(places) - 1, other)):
                metres = np.hypot(places[one][0] - places[two][0], places[one][1] - places[two][1])
                edges.append((one, two, round(metres * 1000)))
    return network(places, edges)


def doors(net: Network, count: int, seed: int = 2) -> Spots:
    """Anywhere in the town."""
    chance = np.random.default_rng(seed)
    x, y = (chance.uniform(part.min(), part.max(), count) for part in (net.x, net.y))
    return Spots(tuple(f"{number:05}" for number in range(count)), x, y)
