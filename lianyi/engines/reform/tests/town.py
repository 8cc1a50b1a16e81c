"""The town of the story: a city, a district, two street offices, three communities; then three levels, then four."""

from __future__ import annotations

from datetime import date

from lianyi.engines.reform import (
    Abolish,
    Answer,
    Body,
    Entrust,
    HandOver,
    History,
    Holding,
    Item,
    Kind,
    OpenMatter,
    Reform,
    Role,
    Span,
    Target,
)

CITY, DISTRICT, RIVER, HILL, EAST, WEST, NORTH = range(1, 8)
REFORM_DAY = date(2010, 3, 1)
DAY_BEFORE = date(2010, 2, 28)
BACK_DAY = date(2020, 5, 1)
TEXT = "Notice 2010/7 of the district"

# Places: 100 the city, 200 the district, 310 and 320 what the streets serve, 411, 412 and 421 the communities.
AROUND: dict[Target, tuple[Target, ...]] = {
    200: (100,),
    310: (200, 100),
    320: (200, 100),
    411: (310, 200, 100),
    412: (310, 200, 100),
    421: (320, 200, 100),
}
LINES = {DISTRICT: CITY, RIVER: DISTRICT, HILL: DISTRICT, EAST: RIVER, WEST: RIVER, NORTH: HILL}
AREAS = {CITY: 100, DISTRICT: 200, RIVER: 310, HILL: 320, EAST: 411, WEST: 412, NORTH: 421}
NAMES = dict(zip(AREAS, ("City", "District", "River St", "Hill St", "East", "West", "North"), strict=True))


def line_of(body: int) -> int:
    """The key of the row."""
    return 10 + body


def area_of(body: int) -> int:
    return 20 + body


RIVER_PENSION, HILL_PENSION, RIVER_NOT_OURS, RIVER_POINT, RIVER_POST, RIVER_GRANT, RIVER_MEMBER, HOUSING = range(31, 39)
FENG, HE = 1, 2  # open matters


def town() -> History:
    """As it was until 2010."""
    since = Span(date(2000, 1, 1))
    rows = [
        *(Holding(line_of(body), Kind.LINE, body, line) for body, line in LINES.items()),
        *(Holding(area_of(body), Kind.AREA, body, area) for body, area in AREAS.items()),
        Holding(RIVER_PENSION, Kind.DUTY, RIVER, "pension", Role.LEAD, since),
        Holding(HILL_PENSION, Kind.DUTY, HILL, "pension", Role.LEAD, since),
        Holding(RIVER_NOT_OURS, Kind.DUTY, RIVER, "housing", Role.NOT_OURS),
        Holding(RIVER_POINT, Kind.POINT, RIVER, "river hall"),
        Holding(RIVER_POST, Kind.POST, RIVER, "head"),
        Holding(RIVER_GRANT, Kind.GRANT, RIVER, "stamp"),
        Holding(RIVER_MEMBER, Kind.MEMBER, RIVER, 77),
        Holding(HOUSING, Kind.DUTY, DISTRICT, "housing", Role.LEAD),
    ]
    matters = [OpenMatter(FENG, RIVER, "pension"), OpenMatter(HE, DISTRICT, "housing")]
    return History.of([Body(key, name) for key, name in NAMES.items()], rows, matters)


def three_levels() -> Reform:
    """The street offices end; communities report to the district and do what the streets did."""
    return Reform(
        REFORM_DAY,
        (
            Abolish(RIVER),
            Abolish(HILL),
            HandOver(Item.holding(RIVER_PENSION), EAST),
            Entrust(WEST, Kind.DUTY, "pension", Role.LEAD),
        ),
        (
            *(Answer(Item.holding(line_of(body)), DISTRICT) for body in (EAST, WEST, NORTH)),
            *(Answer(Item.holding(area_of(body)), None, TEXT) for body in (RIVER, HILL)),
            Answer(Item.holding(HILL_PENSION), NORTH),
            Answer(Item.holding(RIVER_POINT), WEST),
            Answer(Item.holding(RIVER_GRANT), None, TEXT),
            Answer(Item.holding(RIVER_MEMBER), EAST),
            Answer(Item.matter(FENG), EAST),
        ),
    )
