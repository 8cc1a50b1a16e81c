"""The demo town as pure data: the same seed gives the same town on every machine.

The town is invented. Its figures are those of a report of 2011: a community of 382 members that becomes 15 groups, 9 by
interest, 4 by trade and 2 by residence. A second community has a round of forms still open, to be played. A third is a
village of few homes: one tower of the first has more.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from lianyi.demo.catalogue import TOPICS, TRADES, Topic
from lianyi.demo.names import names, phone

SEED = 2011
RESIDENCE_PULLS = (3.0, 3.0, 0.7, 0.7)  # of the first compounds; the others are not proposed
CHANNELS = ("web", "paper", "paper", "paper", "telephone", "web")


@dataclass(frozen=True)
class Building:
    name: str
    entrances: int
    floors: int
    homes_per_floor: int

    @property
    def homes(self) -> int:
        return self.entrances * self.floors * self.homes_per_floor


@dataclass(frozen=True)
class Compound:
    name: str
    buildings: tuple[Building, ...]


@dataclass(frozen=True)
class Resident:
    """`home` is (compound, building, entrance, home) by name; `wishes` are topic names in order."""

    number: str
    name: str
    phone: str
    joined: str
    kind: str
    trade: str
    home: tuple[str, str, str, str]
    hobby: str
    wishes: tuple[str, ...]
    accept_any: bool
    channel: str


@dataclass(frozen=True)
class Community:
    name: str
    code: str
    compounds: tuple[Compound, ...]
    residents: tuple[Resident, ...] = ()
    topics: tuple[Topic, ...] = ()
    open_per_bond: dict[str, int] = field(default_factory=dict)

    @property
    def homes(self) -> int:
        return sum(building.homes for compound in self.compounds for building in compound.buildings)


@dataclass(frozen=True)
class Town:
    city: str
    district: str
    communities: tuple[Community, ...]


def town() -> Town:
    draw = random.Random(SEED)
    willow = _compounds(draw, ("柳岸新村", "望湖苑", "机械厂宿舍", "临波花园", "河畔人家", "青年公寓"), tower="望湖苑")
    bridge = _compounds(draw, ("新桥里", "桥南小区", "石榴园"))
    bay = (Compound("河湾村", tuple(Building(f"{i}排", 1, 1, 12) for i in range(1, 13))),)
    return Town(
        city="澄湖市",
        district="临波区",
        communities=(
            _community(draw, "柳岸社区", "529901001001", willow, 382, {"interest": 9, "trade": 4, "residence": 2}),
            _community(draw, "新桥社区", "529901001002", bridge, 128, {}),
            Community("河湾社区", "529901001003", bay),
        ),
    )


def _compounds(draw: random.Random, given: Sequence[str], tower: str = "") -> tuple[Compound, ...]:
    made = []
    for name in given:
        buildings = [Building(f"{i}号楼", draw.choice((2, 3)), 6, 2) for i in range(1, draw.randint(5, 9))]
        if name == tower:
            buildings.append(Building("望湖大厦", 1, 33, 12))
        made.append(Compound(name, tuple(buildings)))
    return tuple(made)


def _community(
    draw: random.Random,
    name: str,
    code: str,
    compounds: tuple[Compound, ...],
    members: int,
    open_per_bond: dict[str, int],
) -> Community:
    neighbours = tuple(
        Topic(compound.name, "residence", pull, 8, 40, "小区物业会议室", "每月最后一个周五")
        for compound, pull in zip(compounds, RESIDENCE_PULLS, strict=False)
    )
    topics = (*TOPICS, *neighbours)
    drawn = names(draw)
    residents = tuple(_resident(draw, next(drawn), i, compounds, topics) for i in range(1, members + 1))
    return Community(name, code, compounds, residents, topics, open_per_bond)


def _resident(
    draw: random.Random, name: str, i: int, compounds: tuple[Compound, ...], topics: Sequence[Topic]
) -> Resident:
    compound = draw.choice(compounds)
    building = draw.choice(compound.buildings)
    floor, door = draw.randint(1, building.floors), draw.randint(1, building.homes_per_floor)
    line = draw.choice(list(TRADES))
    wishes = _wishes(draw, topics, line, compound.name)
    return Resident(
        number=f"{i:04d}",
        name=name,
        phone=phone(draw),
        joined=f"{draw.randint(1974, 2024)}-{draw.randint(1, 12):02d}",
        kind="probationary" if draw.random() < 0.03 else "full",
        trade=draw.choice(TRADES[line]),
        home=(compound.name, building.name, f"{draw.randint(1, building.entrances)}单元", f"{floor}{door:02d}"),
        hobby=next((wish for wish in wishes if any(t.name == wish and t.bond == "interest" for t in topics)), ""),
        wishes=wishes,
        accept_any=draw.random() > 0.04,
        channel=draw.choice(CHANNELS),
    )


def _wishes(draw: random.Random, topics: Sequence[Topic], line: str, compound: str) -> tuple[str, ...]:
    """Two or three different topics, drawn by their pull. Trades and compounds pull their own people only, and more."""
    pulls = {}
    for topic in topics:
        own = {"interest": 1.0, "trade": 9.0 * (topic.name == line), "residence": 9.0 * (topic.name == compound)}
        pulls[topic.name] = topic.pull * own[topic.bond]
    chosen: list[str] = []
    for _ in range(draw.choice((2, 3, 3, 3))):
        left = {name: pull for name, pull in pulls.items() if pull > 0 and name not in chosen}
        chosen.append(draw.choices(list(left), weights=list(left.values()))[0])
    return tuple(chosen)
