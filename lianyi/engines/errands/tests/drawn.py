"""Small problems of every kind, drawn by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from lianyi.engines.errands import Counter, Held, Issuer, Paper, Person, Problem, Way

KEYS = "abcd"
CITIES = ("east", "west")
ALL_COUNTERS = (Counter("k", "east"), Counter("l", "east"), Counter("m", "west"))


@st.composite
def issuers(draw: st.DrawFn) -> tuple[Issuer, ...]:
    ways = st.frozensets(st.sampled_from(Way), min_size=1, max_size=3)
    back = st.none() | st.frozensets(st.sampled_from([Way.IN_PERSON, Way.PROXY, Way.POST]), min_size=1)
    places = draw(st.lists(st.sampled_from("klm"), min_size=1, max_size=2, unique=True))
    return tuple(Issuer(place, draw(ways | st.just(frozenset({Way.IN_PERSON}))), draw(back)) for place in places)


@st.composite
def papers(draw: st.DrawFn, key: str, others: str, most_days: int = 2) -> Paper:
    some = st.frozensets(st.sampled_from(others), max_size=2) if others else st.just(frozenset[str]())
    pair = st.frozensets(st.sampled_from(others), min_size=1, max_size=2) if others else st.nothing()
    return Paper(
        key,
        draw(issuers()),
        draw(some),
        tuple(draw(st.lists(pair, max_size=1))) if others else (),
        draw(st.integers(0, 2)),
        draw(st.integers(0, most_days)),
        draw(st.booleans()),
        draw(st.none() | st.integers(0, 3)),
        draw(st.integers(0, 9)) == 0,
    )


@st.composite
def persons(draw: st.DrawFn, keys: str = KEYS) -> Person:
    held = draw(st.dictionaries(st.sampled_from(keys), st.none() | st.integers(0, 3), max_size=1))
    cities = st.frozensets(st.sampled_from(CITIES))
    return Person(
        "east",
        tuple(Held(key, left) for key, left in held.items()),
        draw(st.none() | st.none() | cities),
        draw(cities),
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def problems(draw: st.DrawFn, size: int = 4) -> Problem:
    """Mostly without cycles: papers ask for later ones, sometimes for any."""
    keys = KEYS[: draw(st.integers(1, size))]
    comes_round = draw(st.integers(0, 7)) == 0
    drawn = tuple(
        draw(papers(key, keys.replace(key, "") if comes_round else keys[at + 1 :])) for at, key in enumerate(keys)
    )
    goals = draw(st.frozensets(st.sampled_from(keys), max_size=2)) | {keys[0]}
    return Problem(drawn, ALL_COUNTERS, draw(persons(keys)), goals, draw(st.integers(0, 1)))
