"""A way in words: what the words are made of. The words themselves are the site's, in its languages."""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from lianyi.engines.reach.layout import Layout
from lianyi.engines.reach.network import Feature, FloatArray
from lianyi.engines.reach.path import Step, find_path
from lianyi.engines.reach.profile import NOTHING
from lianyi.engines.reach.snap import Snapped

SIGHT = 12.0  # metres over which the direction at a corner is taken; single pieces of a mapped kerb are too short
STRAIGHT, BACK = 35.0, 150.0  # degrees


class Turn(StrEnum):
    START = "start"
    STRAIGHT = "straight"
    LEFT = "left"
    RIGHT = "right"
    BACK = "back"


@dataclass(frozen=True)
class Leg:
    """Along one street. ``turn`` is how it begins, ``heading`` degrees clockwise from north there."""

    street: str  # "" without a name
    metres: float
    turn: Turn
    heading: float
    features: Feature  # all that its edges carry
    line: FloatArray  # (k, 2) metres


@dataclass(frozen=True)
class Route:
    """``cost`` as everywhere, connectors included; ``door_m`` and ``point_m`` are their metres."""

    cost: int
    legs: tuple[Leg, ...]
    door_m: float
    point_m: float

    @property
    def metres(self) -> float:
        return self.door_m + sum(leg.metres for leg in self.legs) + self.point_m


def route(layout: Layout, homes: Snapped, home: int, points: Snapped, point: int) -> Route | None:
    """From a home to a point; None if there is no way. Costs as much as ``nearest`` says."""
    found = find_path(layout, homes, home, points, point)
    if found is None:
        return None
    cost, steps = found
    legs: list[Leg] = []
    for part in _parts(layout, steps):
        legs.append(_leg(layout, part, legs[-1] if legs else None))
    return Route(cost, tuple(legs), float(homes.connector[home]) / 1000, float(points.connector[point]) / 1000)


def _parts(layout: Layout, steps: list[Step]) -> list[list[Step]]:
    """A new part where the street's name changes, or where a path without a name turns."""
    parts: list[list[Step]] = []
    for step in steps:
        if parts and _goes_on(layout, parts[-1], step):
            parts[-1].append(step)
        else:
            parts.append([step])
    return parts


def _goes_on(layout: Layout, part: list[Step], step: Step) -> bool:
    name = layout.network.name[step.edge]
    if name != layout.network.name[part[-1].edge]:
        return False
    if name >= 0 or step.millimetres < SIGHT * 500:
        return True
    return abs(_bend(_line(layout, part[-4:]), _line(layout, [step]))) < STRAIGHT


def _leg(layout: Layout, steps: list[Step], before: Leg | None) -> Leg:
    network = layout.network
    line, name = _line(layout, steps), int(network.name[steps[0].edge])
    heading, features = _heading(line), NOTHING
    for step in steps:
        features |= Feature(int(network.features[step.edge]))
    turn = Turn.START if before is None else _turn(_bend(before.line, line))
    metres = sum(step.millimetres for step in steps) / 1000
    return Leg(network.names[name] if name >= 0 else "", metres, turn, heading, features, line)


def _line(layout: Layout, steps: list[Step]) -> FloatArray:
    """Where the steps lead, (k, 2) metres."""
    network = layout.network

    def place(edge: int, share: float) -> tuple[float, float]:
        tail, head = network.tail[edge], network.head[edge]
        return (
            float(network.x[tail] * (1 - share) + network.x[head] * share),
            float(network.y[tail] * (1 - share) + network.y[head] * share),
        )

    return np.array([place(steps[0].edge, steps[0].start), *(place(step.edge, step.end) for step in steps)])


def _heading(line: FloatArray) -> float:
    """Degrees clockwise from north from the line's beginning to ``SIGHT`` metres along it."""
    left = SIGHT
    for (x0, y0), (x1, y1) in pairwise(line.tolist()):
        length = math.hypot(x1 - x0, y1 - y0)
        if length >= left:
            x1, y1 = x0 + (x1 - x0) * left / length, y0 + (y1 - y0) * left / length
        left -= length
        if left <= 0:
            break
    return math.degrees(math.atan2(x1 - line[0][0], y1 - line[0][1])) % 360


def _bend(before: FloatArray, after: FloatArray) -> float:
    """Degrees to the right from the end of one line to the beginning of the next, -180 to 180."""
    return (_heading(after) - _heading(before[::-1])) % 360 - 180


def _turn(bend: float) -> Turn:
    if abs(bend) < STRAIGHT:
        return Turn.STRAIGHT
    if abs(bend) > BACK:
        return Turn.BACK
    return Turn.RIGHT if bend > 0 else Turn.LEFT
