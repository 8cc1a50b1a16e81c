"""A problem that contradicts itself, found before anything is planned from it."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Iterator

from lianyi.engines.errands.problem import AT_COUNTER, Issuer, Paper, Problem, Way
from lianyi.engines.errands.reasons import Reason, RefusedError

MOST_DAYS = 36_500  # a hundred years; beyond it a number is a slip of the pen
MOST_CENTS = 10_000_000_000


def require_sound(problem: Problem) -> None:
    """Raise RefusedError if the problem contradicts itself.

    Codes, with what they are about: ``paper_twice``, ``held_twice`` (paper), ``counter_twice`` (counter);
    ``unknown_paper`` (the paper that names it, "" for the person, and the name), ``unknown_counter`` (paper, counter);
    ``issuer_twice``, ``no_way``, ``no_way_back``, ``collected_online`` (paper, counter); ``empty_choice`` (paper);
    ``out_of_range`` (paper, number): days from 0 to a hundred years, fees from 0 to a hundred million.
    """
    faults = (*_keys(problem), *_names(problem), *_issuers(problem), *_numbers(problem))
    if faults:
        raise RefusedError(faults)


def _keys(problem: Problem) -> Iterator[Reason]:
    for key in _twice(paper.key for paper in problem.papers):
        yield Reason("paper_twice", (key,))
    for key in _twice(held.paper for held in problem.person.holds):
        yield Reason("held_twice", (key,))
    for key in _twice(counter.key for counter in problem.counters):
        yield Reason("counter_twice", counter=key)


def _twice(keys: Iterable[str]) -> list[str]:
    return sorted(key for key, count in Tally(keys).items() if count > 1)


def _names(problem: Problem) -> Iterator[Reason]:
    known = {paper.key for paper in problem.papers}
    for paper in problem.papers:
        if not all(paper.one_of):
            yield Reason("empty_choice", (paper.key,))
        for name in sorted(set().union(paper.needs, *paper.one_of) - known):
            yield Reason("unknown_paper", (paper.key, name))
    asked = problem.goals | {held.paper for held in problem.person.holds}
    yield from (Reason("unknown_paper", ("", name)) for name in sorted(asked - known))


def _issuers(problem: Problem) -> Iterator[Reason]:
    known = {counter.key for counter in problem.counters}
    for paper in problem.papers:
        for key in _twice(issuer.counter for issuer in paper.issuers):
            yield Reason("issuer_twice", (paper.key,), key)
        for issuer in paper.issuers:
            yield from (Reason(code, (paper.key,), issuer.counter) for code in _of_issuer(issuer, known))
            if paper.is_collected and not issuer.collecting and issuer.ways & AT_COUNTER:
                yield Reason("no_way_back", (paper.key,), issuer.counter)


def _of_issuer(issuer: Issuer, known: set[str]) -> Iterator[str]:
    if issuer.counter not in known:
        yield "unknown_counter"
    if not issuer.ways:
        yield "no_way"
    if Way.ONLINE in issuer.collecting:
        yield "collected_online"


def _numbers(problem: Problem) -> Iterator[Reason]:
    for paper in problem.papers:
        yield from (Reason("out_of_range", (paper.key,), number=number) for number in _wrong(paper))
    for held in problem.person.holds:
        if held.days_left is not None and not 0 <= held.days_left <= MOST_DAYS:
            yield Reason("out_of_range", (held.paper,), number=held.days_left)
    if not 0 <= problem.post_days <= MOST_DAYS:
        yield Reason("out_of_range", number=problem.post_days)


def _wrong(paper: Paper) -> Iterator[int]:
    for number in (paper.days, paper.valid_for or 0):
        if not 0 <= number <= MOST_DAYS:
            yield number
    if not 0 <= paper.fee <= MOST_CENTS:
        yield paper.fee
