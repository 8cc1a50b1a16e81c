"""Whether the proposed groups have room for everybody: bond × number of groups × places, against the members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianyi.groups.models import Formation, ProposedGroup
from lianyi.organisations.queries import bonds
from lianyi.scope import Refused


@dataclass(frozen=True)
class Room:
    """The groups of one bond. `opens`: how many of them open, None: as many as wishes ask for.

    `least` is what they need to open together with the fewest people, `most` what they hold at best.
    """

    bond: str
    name: str
    proposed: int
    opens: int | None
    least: int
    most: int

    @property
    def lacks(self) -> int:
        """How many more groups must be proposed so that the wanted number can open."""
        return max((self.opens or 0) - self.proposed, 0)


@dataclass(frozen=True)
class Capacity:
    rooms: tuple[Room, ...]
    smallest: int  # the fewest people with whom any group can open
    members: int

    @property
    def proposed(self) -> int:
        return sum(room.proposed for room in self.rooms)

    @property
    def least(self) -> int:
        return sum(room.least for room in self.rooms)

    @property
    def most(self) -> int:
        return sum(room.most for room in self.rooms)

    @property
    def short_of(self) -> int:
        """For how many members there is no place even at best."""
        return max(self.members - self.most, 0)

    @property
    def has_too_high_minimums(self) -> bool:
        return self.least > self.members


def capacity_of(formation: Formation, members: int) -> Capacity:
    """The live totals of a round's proposed groups."""
    proposed = list(formation.proposed.all())
    names = {bond.code: bond.name for bond in bonds()}
    codes = dict.fromkeys([*names, *(group.bond for group in proposed)])
    rooms = (_room(bond, names.get(bond, bond), proposed, formation.open_per_bond.get(bond)) for bond in codes)
    smallest = min((group.minimum for group in proposed), default=0)
    return Capacity(tuple(room for room in rooms if room.proposed or room.opens), smallest, members)


def require_enough_places(formation: Formation, members: int) -> None:
    """Refuses what no arrangement of people could satisfy."""
    capacity = capacity_of(formation, members)
    counts = {"least": capacity.least, "members": members, "smallest": capacity.smallest}
    if not capacity.proposed:
        raise Refused(_("No group is proposed yet. Propose at least one before the forms go out."))
    for room in capacity.rooms:
        if room.lacks:
            raise Refused(
                _("%(opens)s groups of the bond “%(bond)s” shall open, but only %(proposed)s are proposed.")
                % {"opens": room.opens, "bond": room.name, "proposed": room.proposed}
            )
    if capacity.has_too_high_minimums:
        raise Refused(
            _("The groups need %(least)s people to open, but there are %(members)s members. "
              "Lower the smallest sizes, or let fewer groups open.") % counts
        )  # fmt: skip
    if members < capacity.smallest:
        raise Refused(_("There are %(members)s members, but even the smallest group needs %(smallest)s.") % counts)


def _room(bond: str, name: str, proposed: Iterable[ProposedGroup], opens: int | None) -> Room:
    groups = [group for group in proposed if group.bond == bond]
    smallest_first = sorted(group.minimum for group in groups)
    largest_first = sorted((group.maximum for group in groups), reverse=True)
    return Room(bond, name, len(groups), opens, sum(smallest_first[: opens or 0]), sum(largest_first[:opens]))
