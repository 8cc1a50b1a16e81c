"""Random problems: small ones of every kind, and large ones as a town might have them."""

from __future__ import annotations

from random import Random

from lianyi.engines.errands import Counter, Held, Issuer, Paper, Person, Problem, Way

CITIES = ("east", "west")
FEW_COUNTERS = (Counter("k", "east"), Counter("l", "east"), Counter("m", "west"))
AT_COUNTER = (Way.IN_PERSON, Way.PROXY, Way.POST)


def a_problem(chance: Random, size: int) -> Problem:
    """Up to ``size`` papers, short days and short validity so that everything gets in the way of everything."""
    keys = "abcdefgh"[:size]
    comes_round = chance.random() < 0.1  # otherwise papers ask for later ones only
    papers = []
    for at, key in enumerate(keys):
        others = [other for other in (keys if comes_round else keys[at + 1 :]) if other != key]
        papers.append(_paper(chance, key, others))
    goals = {keys[0]} | ({chance.choice(keys)} if chance.random() < 0.4 else set())
    return Problem(tuple(papers), FEW_COUNTERS, _person(chance, keys), frozenset(goals), chance.choice([0, 1]))


def _paper(chance: Random, key: str, others: list[str]) -> Paper:
    issuers = tuple(_issuer(chance, counter) for counter in chance.sample("klm", chance.choice([1, 1, 2])))
    needs = chance.sample(others, min(len(others), chance.choice([0, 1, 1, 2])))
    choice = chance.sample(others, min(len(others), 2)) if chance.random() < 0.35 else []
    return Paper(
        key,
        issuers,
        frozenset(needs),
        (frozenset(choice),) if choice else (),
        chance.randrange(3),
        chance.choice([0, 0, 1, 2]),
        chance.random() < 0.6,
        chance.choice([None, None, 0, 1, 2, 3]),
        chance.random() < 0.06,
    )


def _issuer(chance: Random, counter: str) -> Issuer:
    ways = {Way.IN_PERSON} | ({Way.PROXY} if chance.random() < 0.4 else set())
    if chance.random() < 0.5:
        ways = set(chance.sample(list(Way), chance.choice([1, 1, 2, 3])))
    back = None if chance.random() < 0.5 else frozenset(chance.sample(AT_COUNTER, chance.choice([1, 2])))
    return Issuer(counter, frozenset(ways), back)


def _person(chance: Random, keys: str) -> Person:
    held = tuple(Held(key, chance.choice([None, 0, 1, 2, 3])) for key in keys if chance.random() < 0.15)
    some = [frozenset(city for city in CITIES if chance.random() < 0.5) for _ in range(2)]
    goes_to = None if chance.random() < 0.6 else some[0]
    return Person("east", held, goes_to, some[1], chance.random() < 0.5, chance.random() < 0.3)


def a_town(chance: Random, papers: int, counters: int, cities: int) -> Problem:
    """Many papers, each asking for a few of the next, at counters of a few cities."""
    names = [f"city {number}" for number in range(cities)]
    places = [names[0] if chance.random() < 0.5 else chance.choice(names) for _ in range(counters)]
    windows = tuple(Counter(f"counter {number:02}", city) for number, city in enumerate(places))
    keys = [f"paper {number:02}" for number in range(papers)]
    drawn = tuple(_town_paper(chance, key, keys[at + 1 :], windows) for at, key in enumerate(keys))
    helpers = frozenset(city for city in names if chance.random() < 0.6)
    person = Person(names[0], (), None, helpers, chance.random() < 0.7, chance.random() < 0.5)
    return Problem(drawn, windows, person, frozenset(keys[:3]), 2)


def _town_paper(chance: Random, key: str, later: list[str], windows: tuple[Counter, ...]) -> Paper:
    odds = {Way.PROXY: 0.4, Way.POST: 0.2, Way.ONLINE: 0.15}
    issuers = [
        Issuer(one.key, frozenset({Way.IN_PERSON, *(way for way, odd in odds.items() if chance.random() < odd)}))
        for one in chance.sample(windows, chance.choice([1, 1, 1, 2]))
    ]
    needs = chance.sample(later[:6], min(len(later[:6]), chance.choice([0, 1, 1, 2, 3])))
    choice = chance.sample(later, min(len(later), 2)) if chance.random() < 0.2 else []
    return Paper(
        key,
        tuple(issuers),
        frozenset(needs),
        (frozenset(choice),) if choice else (),
        chance.randrange(3) * 500,
        chance.choice([0, 0, 1, 3, 7, 20]),
        chance.random() < 0.6,
        chance.choice([30, 90, 180]) if chance.random() < 0.15 else None,
    )
