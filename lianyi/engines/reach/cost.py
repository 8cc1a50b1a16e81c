"""Costs are whole millimetres at the profile's speed: what takes longer counts as more millimetres.

An edge without penalty costs exactly its length, a limit is rounded down to whole millimetres, and nothing else is ever
rounded. So 1,200 m at 80 m/min is inside 15 minutes and 1,200.001 m is not.
"""

from fractions import Fraction

import numpy as np

from lianyi.engines.reach.network import FloatArray, IntArray, Network, ReachError
from lianyi.engines.reach.profile import Profile

UNREACHED = np.iinfo(np.int32).max
MOST = 2**29  # millimetres (537 km); the sum of three such costs still fits 32 bits


def limit_of(profile: Profile, minutes: float | Fraction) -> int:
    """The greatest cost inside ``minutes``; 0.1 means a tenth, not its nearest binary fraction."""
    exact = Fraction(str(minutes)) * Fraction(str(profile.metres_per_minute)) * 1000
    limit = exact.numerator // exact.denominator
    if not 0 <= limit <= MOST:
        raise ReachError("limit_out_of_range", minutes=float(minutes))
    return limit


def minutes_of(profile: Profile, cost: IntArray) -> FloatArray:
    """Minutes walked; infinite where unreached."""
    minutes: FloatArray = np.asarray(cost) / (profile.metres_per_minute * 1000)
    return np.where(np.asarray(cost) == UNREACHED, np.inf, minutes)


def edge_costs(network: Network, profile: Profile) -> tuple[IntArray, IntArray]:
    """Per edge its cost (int32) and whether the profile may use it."""
    per_second = profile.metres_per_minute * 1000 / 60
    cost = network.length.astype(np.int64)
    for feature, seconds in profile.penalties.items():
        carries = (network.features & int(feature)) != 0
        cost[carries] += round(seconds * per_second)
    if network.climb is not None and profile.seconds_per_metre_climbed:
        per_decimetre = profile.seconds_per_metre_climbed * per_second / 10
        cost += np.rint(np.abs(network.climb.astype(np.int64)) * per_decimetre).astype(np.int64)
    if len(cost) and cost.max() > MOST:
        raise ReachError("edge_too_long", edge=int(cost.argmax()))
    return cost.astype(np.int32), (network.features & int(profile.forbids)) == 0
