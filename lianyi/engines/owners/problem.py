"""What is asked: all owners, those who took part, those who approved, and the shares that rules demand.

Two counts run side by side, floor area and heads, and a vote must reach its shares in both. Nothing here knows who
voted how.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lianyi.engines.count import Share


@dataclass(frozen=True, slots=True)
class Weight:
    """Some owners together: their exclusive parts in square centimetres, and how many they are."""

    area: int
    owners: int

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.area + other.area, self.owners + other.owners)


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote on one matter.

    ``everybody`` are all owners of the estate. ``participating`` handed in a valid ballot, whatever it says: one who
    abstains takes part and does not approve, one whose ballot did not come back does neither. ``approving`` are those
    of the participating who approved.
    """

    everybody: Weight
    participating: Weight
    approving: Weight


@dataclass(frozen=True, slots=True)
class VoteRules:
    """The shares a vote needs: of everybody to take part, of the participating to approve."""

    participating_area: Share
    participating_owners: Share
    approval_by_area: Share
    approval_by_owners: Share


class Measure(StrEnum):
    """What one threshold measures; also the names of the shares in `VoteRules`."""

    PARTICIPATING_AREA = "participating_area"
    PARTICIPATING_OWNERS = "participating_owners"
    APPROVAL_BY_AREA = "approval_by_area"
    APPROVAL_BY_OWNERS = "approval_by_owners"

    @property
    def is_area(self) -> bool:
        """Whether square centimetres are measured; heads otherwise."""
        return self in (Measure.PARTICIPATING_AREA, Measure.APPROVAL_BY_AREA)
