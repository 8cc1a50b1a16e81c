"""From the roll of owners to their weight."""

from collections.abc import Iterable
from dataclasses import dataclass

from lianyi.engines.owners.problem import Weight


@dataclass(frozen=True, slots=True)
class Unit:
    """One exclusive part: its area in square centimetres, and a key that is the same for all units of one owner.

    A unit that several people own together has one key for all of them, since they have one voice together.
    """

    owner: str
    area: int


def weigh(units: Iterable[Unit]) -> Weight:
    """Return the area of all units, and their owners, each once however many units they have.

    Raises:
        ValueError: a unit has no area.
    """
    area, owners = 0, set()
    for unit in units:
        if unit.area <= 0:
            raise ValueError(f"a unit of {unit.owner!r} has an area of {unit.area}")
        area += unit.area
        owners.add(unit.owner)
    return Weight(area, len(owners))
