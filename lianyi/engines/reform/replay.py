"""Running past matters through the structure as it is and as it would be, to see what a reform changes for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from lianyi.engines.reform.history import History, Target
from lianyi.engines.reform.leading import Around
from lianyi.engines.reform.routes import Map, Route

ASSUMPTIONS = (
    "structures_on_one_day",  # both structures are taken on the day given, whenever the matter came
    "enters_at_smallest_area",  # a resident goes to the most local body for the smallest area around them
    "nearest_leads",  # of several leading bodies, the one for the smallest area, then with the fewest hand-offs
    "passed_along_lines",  # a matter goes from body to body along lines, up and then down
    "visits_where_a_part_is",  # a resident visits where they enter, and each body on the way with a part in the subject
    "totals_of_those_routed_in_both",  # totals leave out what has no route before or after
    "every_matter_weighs_the_same",
)


@dataclass(frozen=True)
class PastMatter:
    """A matter from the log: where the resident lives, what it was about, and how many hand-offs it really took."""

    key: int
    subject: Target
    area: Target
    day: date
    hops: int | None = None


@dataclass(frozen=True)
class Totals:
    """Sums over the matters routed in both structures: levels of the tree passed, hand-offs, bodies visited."""

    levels: int = 0
    hand_offs: int = 0
    visits: int = 0


@dataclass(frozen=True)
class Load:
    """Matters that enter at a body, and that it handles as the leading body."""

    incoming: int = 0
    handled: int = 0


@dataclass(frozen=True)
class Pair:
    """One matter's way before and after; None where there is none."""

    matter: PastMatter
    before: Route | None
    after: Route | None


@dataclass(frozen=True)
class Unrouted:
    """A matter without a way: ``structure`` is "before" or "after", ``code`` one of `Map.route`."""

    matter: PastMatter
    structure: str
    code: str


@dataclass(frozen=True)
class Comparison:
    """What the replay shows.

    ``pairs`` are all matters by key, ``compared`` how many have a way in both. ``loads``: body → load, of all matters
    with a way in that structure. ``recorded`` compares the hand-offs that were recorded with those of the structure
    before, over the matters where both are known: (matters, recorded, worked out).
    """

    pairs: tuple[Pair, ...]
    compared: int
    before: Totals
    after: Totals
    loads_before: Mapping[int, Load]
    loads_after: Mapping[int, Load]
    unrouted: tuple[Unrouted, ...]
    recorded: tuple[int, int, int]
    assumptions: tuple[str, ...] = ASSUMPTIONS


def replay(
    before: History,
    after: History,
    log: Iterable[PastMatter],
    around: Around,
    day: date,
    entries: Set[int] | None = None,
) -> Comparison:
    """Route each matter of the log through both histories as they are on ``day``, the day of the reform or later.

    ``around`` is, for each area, the areas around it, smallest first. ``entries`` are the bodies to which
    residents go first, of both histories; without it, all. The order of the log plays no part.
    """
    old, new = Map(before, around, day, entries), Map(after, around, day, entries)
    pairs, unrouted = [], []
    for matter in sorted(log, key=lambda one: one.key):
        ways = {"before": old.route(matter.area, matter.subject), "after": new.route(matter.area, matter.subject)}
        unrouted += [Unrouted(matter, name, way) for name, way in ways.items() if isinstance(way, str)]
        found = [way if isinstance(way, Route) else None for way in ways.values()]
        pairs.append(Pair(matter, *found))
    both = [(one.before, one.after) for one in pairs if one.before and one.after]
    return Comparison(
        tuple(pairs),
        len(both),
        _totals([was for was, _ in both]),
        _totals([now for _, now in both]),
        _loads([one.before for one in pairs]),
        _loads([one.after for one in pairs]),
        tuple(unrouted),
        _recorded(pairs),
    )


def _totals(routes: Sequence[Route]) -> Totals:
    return Totals(
        sum(route.levels for route in routes),
        sum(route.hand_offs for route in routes),
        sum(len(route.visits) for route in routes),
    )


def _loads(routes: Iterable[Route | None]) -> dict[int, Load]:
    incoming: Counter[int] = Counter()
    handled: Counter[int] = Counter()
    for route in routes:
        if route:
            incoming[route.bodies[0]] += 1
            handled[route.bodies[-1]] += 1
    return {body: Load(incoming[body], handled[body]) for body in sorted(incoming | handled)}


def _recorded(pairs: Iterable[Pair]) -> tuple[int, int, int]:
    known = [(one.matter.hops, one.before.hand_offs) for one in pairs if one.before and one.matter.hops is not None]
    return len(known), sum(hops for hops, _ in known), sum(offs for _, offs in known)
