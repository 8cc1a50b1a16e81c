"""Goals that cannot be had, and why; problems that contradict themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianyi.engines.errands import (
    Block,
    Blocked,
    Counter,
    Held,
    Help,
    Issuer,
    Paper,
    Person,
    Problem,
    Reason,
    RefusedError,
    VoidDemand,
    Way,
    certify,
    plan,
)

HERE = (Issuer("hall"),)
COUNTERS = (Counter("hall", "home"), Counter("far", "away"))


def needing(key: str, *needs: str, one_of: tuple[str, ...] = (), issuers: tuple[Issuer, ...] = HERE) -> Paper:
    return Paper(key, issuers, frozenset(needs), (frozenset(one_of),) if one_of else ())


def asked(*papers: Paper, goals: str = "a", person: Person | None = None, post_days: int = 0) -> Problem:
    return Problem(papers, COUNTERS, person or Person("home"), frozenset(goals), post_days)


def test_papers_that_wait_for_each_other_are_named_in_order() -> None:
    found = plan(asked(needing("a", "b"), needing("b", "c"), needing("c", "d"), needing("d", "b")))
    assert found.blocked == (Blocked("a", Block.CYCLE, ("b", "c", "d")),)
    assert (found.goals, found.steps) == ((), ())


def test_a_paper_may_wait_for_itself() -> None:
    assert plan(asked(needing("a", "a"))).blocked == (Blocked("a", Block.CYCLE, ("a",)),)


def test_the_shortest_circle_is_named() -> None:
    papers = needing("a", "b", "d"), needing("b", "c"), needing("c", "e"), needing("e", "b"), needing("d", "a")
    assert plan(asked(*papers)).blocked == (Blocked("a", Block.CYCLE, ("a", "d")),)


def test_a_circle_is_no_harm_where_another_paper_will_do() -> None:
    found = plan(asked(needing("a", one_of=("b", "c")), needing("b", "a"), needing("c")))
    assert (found.blocked, found.fetched) == ((), ("a", "c"))


def test_a_circle_with_one_paper_in_hand_is_none() -> None:
    papers = needing("a", "b"), needing("b", "a")
    found = plan(asked(*papers, person=Person("home", (Held("b"),))))
    assert (found.blocked, found.fetched) == ((), ("a",))


def test_a_paper_nobody_issues() -> None:
    found = plan(asked(needing("a", "b"), needing("b", issuers=())))
    assert found.blocked == (Blocked("a", Block.NOT_ISSUED, ("b",)),)


def test_one_goal_in_a_circle_does_not_keep_back_another() -> None:
    found = plan(asked(needing("a", "a"), needing("b"), goals="ab"))
    assert (found.goals, found.fetched) == (("b",), ("b",))
    assert [one.goal for one in found.blocked] == ["a"]


def test_what_would_help_somebody_who_cannot_go_there() -> None:
    ways = frozenset({Way.IN_PERSON, Way.PROXY, Way.POST})
    person = Person("home", goes_to=frozenset({"home"}), post=False)
    found = plan(asked(needing("a", "b"), needing("b", issuers=(Issuer("far", ways),)), person=person))
    assert found.blocked == (
        Blocked(
            "a",
            Block.OUT_OF_REACH,
            ("b",),
            ((Help(Way.IN_PERSON, "away"),), (Help(Way.PROXY, "away"),), (Help(Way.POST),)),
        ),
    )


def test_two_things_that_help_together_only() -> None:
    sent, stood = frozenset({Way.POST}), frozenset({Way.PROXY})
    person = Person("home", goes_to=frozenset(), post=False)
    papers = needing("a", "b", issuers=(Issuer("far", sent),)), needing("b", issuers=(Issuer("hall", stood),))
    (one,) = plan(asked(*papers, person=person)).blocked
    assert one.papers == ("a", "b")
    assert one.help == ((Help(Way.PROXY, "home"), Help(Way.POST)),)


def test_three_things_that_help_together_only() -> None:
    papers = (
        needing("a", "b", "c", issuers=(Issuer("far", frozenset({Way.POST})),)),
        needing("b", issuers=(Issuer("hall", frozenset({Way.PROXY})),)),
        needing("c", issuers=(Issuer("hall", frozenset({Way.ONLINE})),)),
    )
    person = Person("home", goes_to=frozenset(), post=False)
    (one,) = plan(asked(*papers, person=person)).blocked
    assert one.help == ((Help(Way.PROXY, "home"), Help(Way.POST), Help(Way.ONLINE)),)


def test_a_paper_that_nobody_could_collect_is_out_of_reach() -> None:
    kept = Paper("a", (Issuer("hall", frozenset({Way.PROXY}), frozenset({Way.IN_PERSON})),), days=1, is_collected=True)
    person = Person("home", goes_to=frozenset(), proxy_in=frozenset({"home"}))
    (one,) = plan(asked(kept, person=person)).blocked
    assert (one.why, one.help) == (Block.OUT_OF_REACH, ((Help(Way.IN_PERSON, "home"),),))


def test_a_paper_that_expires_before_it_can_be_shown() -> None:
    late = replace(needing("a", "b", issuers=(Issuer("far"),)))
    short = replace(needing("b"), valid_for=0)
    problem = asked(late, short)
    assert plan(problem).blocked == (Blocked("a", Block.EXPIRES, ("b",)),)
    assert plan(replace(problem, papers=(late, replace(short, valid_for=1)))).cost.days == 1


def test_of_goals_that_cannot_be_had_together_those_not_held_come_first() -> None:
    slow = replace(needing("a"), days=3)
    found = plan(asked(slow, needing("b", issuers=()), goals="ab", person=Person("home", (Held("b", 1),))))
    assert (found.goals, [(one.goal, one.why) for one in found.blocked]) == (("a",), [("b", Block.EXPIRES)])


def test_a_void_demand_is_dropped_and_told() -> None:
    void = Paper("v", HERE, is_void=True)
    problem = asked(needing("a", "v", one_of=("v", "b")), needing("b"), void)
    found = plan(problem)
    assert found.void_demands == (VoidDemand("v", ("a",)),)
    assert found.fetched == ("a", "b")  # the other paper of the choice may still be asked for
    assert certify(problem, found) == ()


def test_a_goal_nobody_may_demand_is_none() -> None:
    found = plan(asked(Paper("a", HERE, is_void=True), needing("b"), goals="ab"))
    assert (found.goals, found.fetched) == (("b",), ("b",))
    assert found.void_demands == (VoidDemand("a", (), is_goal=True),)


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (asked(needing("a"), needing("a")), Reason("paper_twice", ("a",))),
        (asked(needing("a", "x")), Reason("unknown_paper", ("a", "x"))),
        (asked(needing("a"), goals="ax"), Reason("unknown_paper", ("", "x"))),
        (asked(needing("a", one_of=("x",))), Reason("unknown_paper", ("a", "x"))),
        (asked(needing("a", issuers=(Issuer("x"),))), Reason("unknown_counter", ("a",), "x")),
        (asked(needing("a", issuers=(*HERE, *HERE))), Reason("issuer_twice", ("a",), "hall")),
        (asked(needing("a", issuers=(Issuer("hall", frozenset()),))), Reason("no_way", ("a",), "hall")),
        (asked(replace(needing("a"), one_of=(frozenset(),))), Reason("empty_choice", ("a",))),
        (asked(replace(needing("a"), days=-1)), Reason("out_of_range", ("a",), number=-1)),
        (asked(replace(needing("a"), valid_for=-1)), Reason("out_of_range", ("a",), number=-1)),
        (asked(replace(needing("a"), fee=-1)), Reason("out_of_range", ("a",), number=-1)),
        (asked(needing("a"), post_days=-1), Reason("out_of_range", number=-1)),
        (asked(needing("a"), person=Person("home", (Held("a", -1),))), Reason("out_of_range", ("a",), number=-1)),
        (asked(needing("a"), person=Person("home", (Held("a"), Held("a")))), Reason("held_twice", ("a",))),
        (
            asked(needing("a", issuers=(Issuer("hall", collect=frozenset({Way.ONLINE})),))),
            Reason("collected_online", ("a",), "hall"),
        ),
        (
            asked(replace(needing("a", issuers=(Issuer("hall", collect=frozenset()),)), is_collected=True)),
            Reason("no_way_back", ("a",), "hall"),
        ),
        (
            replace(asked(needing("a")), counters=(*COUNTERS, COUNTERS[0])),
            Reason("counter_twice", counter="hall"),
        ),
    ],
)
def test_a_problem_that_contradicts_itself_is_refused(problem: Problem, fault: Reason) -> None:
    with pytest.raises(RefusedError) as refused:
        plan(problem)
    assert refused.value.faults == (fault,)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(RefusedError) as refused:
        plan(asked(replace(needing("a", "x"), days=-1), needing("a")))
    assert [fault.code for fault in refused.value.faults] == ["paper_twice", "unknown_paper", "out_of_range"]
