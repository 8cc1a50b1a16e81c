"""What holds of every problem and its plan."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lianyi.engines.errands import Act, Held, Issuer, Problem, Way, before, certify, explain, plan
from lianyi.engines.errands.tests.drawn import a_problem

seeds = st.integers(0, 2**32)


@given(seeds, st.integers(1, 8))
@settings(max_examples=150)
def test_every_plan_can_be_carried_out_and_explained(seed: int, size: int) -> None:
    problem = a_problem(Random(seed), size)
    found = plan(problem)
    assert certify(problem, found) == ()
    told = explain(problem, found)
    assert [one.step for one in told.steps] == list(found.steps)
    assert all(one.reasons and all(errand.reasons for errand in one.errands) for one in told.steps)
    assert len(told.before.outings) == told.before.trips


@given(seeds)
def test_the_order_of_the_lists_plays_no_part(seed: int) -> None:
    chance = Random(seed)
    problem = a_problem(chance, 5)
    papers = [replace(one, issuers=one.issuers[::-1], one_of=one.one_of[::-1]) for one in problem.papers]
    counters, holds = list(problem.counters), list(problem.person.holds)
    for some in (papers, counters, holds):
        chance.shuffle(some)
    person = replace(problem.person, holds=tuple(holds))
    mixed = replace(problem, papers=tuple(papers), counters=tuple(counters), person=person)
    assert plan(mixed) == plan(problem) == plan(problem)


def no_dearer(problem: Problem, more: Problem) -> None:
    """What could all be had can all be had with more at hand, for no more."""
    first, second = plan(problem), plan(more)
    assume(not first.blocked)
    assert not second.blocked
    assert second.cost <= first.cost


@given(seeds, st.none() | st.integers(0, 4))
@settings(max_examples=150)
def test_holding_more_never_costs_more(seed: int, days_left: int | None) -> None:
    chance = Random(seed)
    problem = a_problem(chance, 5)
    key = chance.choice(problem.papers).key
    assume(all(held.paper != key for held in problem.person.holds))
    person = replace(problem.person, holds=(*problem.person.holds, Held(key, days_left)))
    no_dearer(problem, replace(problem, person=person))


@given(seeds, st.sampled_from(Way))
@settings(max_examples=150)
def test_one_way_more_never_costs_more(seed: int, way: Way) -> None:
    chance = Random(seed)
    problem = a_problem(chance, 5)
    paper = chance.choice(problem.papers)
    issuers = tuple(_with(issuer, way) for issuer in paper.issuers)
    papers = tuple(replace(one, issuers=issuers) if one is paper else one for one in problem.papers)
    no_dearer(problem, replace(problem, papers=papers))


def _with(issuer: Issuer, way: Way) -> Issuer:
    return Issuer(issuer.counter, issuer.ways | {way}, issuer.collecting | {Way.IN_PERSON})


@given(seeds)
def test_a_helper_more_and_post_never_cost_more(seed: int) -> None:
    problem = a_problem(Random(seed), 5)
    more = replace(problem.person, proxy_in=frozenset({"east", "west"}), goes_to=None, post=True, online=True)
    no_dearer(problem, replace(problem, person=more))


@given(seeds)
def test_nobody_stands_at_a_counter_with_a_paper_missing(seed: int) -> None:
    problem = a_problem(Random(seed), 6)
    void = {paper.key for paper in problem.papers if paper.is_void}
    had, coming = {held.paper for held in problem.person.holds}, dict[str, int]()
    for errand in plan(problem).errands:
        had |= {key for key, day in coming.items() if day <= errand.day}
        if errand.act is not Act.COLLECT:
            assert problem.paper(errand.paper).needs - void <= had
        if errand.act is not Act.APPLY:
            had.add(errand.paper)
        elif not errand.is_to_be_collected:
            coming[errand.paper] = errand.ready


@given(seeds)
def test_without_a_plan_it_is_never_fewer_trips(seed: int) -> None:
    """Where nothing expires and one could do all oneself, as the person without a plan does."""
    problem = a_problem(Random(seed), 6)
    held = tuple(Held(one.paper) for one in problem.person.holds)
    papers = tuple(replace(paper, valid_for=None) for paper in problem.papers)
    person = replace(problem.person, holds=held, goes_to=None, post=True, online=True)
    same = replace(problem, papers=papers, person=person)
    found = plan(same)
    naive = before(same, found)
    assert naive.trips - naive.wasted >= found.cost.own_trips


@given(seeds)
def test_every_paper_is_fetched_or_not_needed_or_void(seed: int) -> None:
    problem = a_problem(Random(seed), 6)
    found = plan(problem)
    spared = {one.paper for one in found.not_needed}
    void = {paper.key for paper in problem.papers if paper.is_void}
    assert spared.isdisjoint(found.fetched)
    assert {paper.key for paper in problem.papers} == spared | set(found.fetched) | void
