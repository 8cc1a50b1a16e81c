"""Days: what waits, what comes by post, what expires, and when something is best begun."""

from __future__ import annotations

from dataclasses import replace

from lianyi.engines.errands import (
    Act,
    Counter,
    Held,
    Issuer,
    Paper,
    Person,
    Problem,
    Traveller,
    Way,
    certify,
    explain,
    plan,
)

COUNTERS = (Counter("hall", "home"), Counter("desk", "home"), Counter("far", "away"))
HALL, DESK, FAR = (Issuer("hall"),), (Issuer("desk"),), (Issuer("far"),)
SENT = frozenset({Way.POST})


def asked(*papers: Paper, goals: str = "a", person: Person | None = None, post_days: int = 2) -> Problem:
    return Problem(papers, COUNTERS, person or Person("home"), frozenset(goals), post_days)


def days_of(problem: Problem) -> list[tuple[str, Act, int]]:
    found = plan(problem)
    assert found.is_proven
    assert certify(problem, found) == ()
    return [(errand.paper, errand.act, errand.day) for errand in found.errands]


def test_several_counters_in_one_outing() -> None:
    problem = asked(Paper("a", HALL, frozenset({"b"})), Paper("b", DESK, frozenset({"c"})), Paper("c", HALL))
    (trip,) = plan(problem).trips
    assert [visit.counter for visit in trip.visits] == ["hall", "desk", "hall"]


def test_a_paper_that_is_collected_takes_a_second_trip() -> None:
    problem = asked(Paper("a", HALL, days=5, is_collected=True))
    assert days_of(problem) == [("a", Act.APPLY, 0), ("a", Act.COLLECT, 5)]
    assert plan(problem).cost.trips == 2


def test_one_that_comes_by_itself_or_by_post_does_not() -> None:
    assert plan(asked(Paper("a", HALL, days=5))).cost.days == 5
    sent = plan(asked(Paper("a", (Issuer("hall", collect=SENT),), days=5, is_collected=True)))
    assert (sent.cost.trips, sent.cost.days, sent.letters) == (1, 7, 1)


def test_a_letter_there_and_back_takes_no_trip() -> None:
    found = plan(asked(Paper("a", (Issuer("far", SENT),), days=5)))
    assert (found.cost.trips, found.cost.days, found.letters) == (0, 9, 1)


def test_one_goes_oneself_where_one_goes_anyway_and_it_is_sooner() -> None:
    either = Issuer("hall", frozenset({Way.IN_PERSON, Way.POST}))
    found = plan(asked(Paper("a", HALL, frozenset({"b"})), Paper("b", (either,))))
    assert (found.cost.visits, found.cost.days) == (1, 0)
    apart = plan(asked(Paper("a", HALL, frozenset({"b"})), Paper("b", (replace(either, counter="desk"),))))
    assert (apart.cost.visits, apart.cost.days) == (1, 4)  # a visit saved is worth four days


def test_a_helper_collects_what_one_applied_for_oneself() -> None:
    issuer = Issuer("hall", frozenset({Way.IN_PERSON}), frozenset({Way.IN_PERSON, Way.PROXY}))
    found = plan(
        asked(Paper("a", (issuer,), days=1, is_collected=True), person=Person("home", (), None, frozenset({"home"})))
    )
    assert [trip.traveller for trip in found.trips] == [Traveller.SELF, Traveller.PROXY]


def test_one_trip_a_day() -> None:
    problem = asked(Paper("a", FAR, frozenset({"b"})), Paper("b", HALL))
    assert days_of(problem) == [("b", Act.FETCH, 0), ("a", Act.FETCH, 1)]
    assert explain(problem, plan(problem)).steps[1].reasons[0].code == "one_trip_a_day"


def test_what_expires_is_not_fetched_too_soon() -> None:
    slow = Paper("y", HALL, days=100)
    short = Paper("x", DESK, days=20, valid_for=30)
    problem = asked(Paper("a", FAR, frozenset({"x", "y"})), slow, short)
    assert days_of(problem) == [("y", Act.APPLY, 0), ("x", Act.APPLY, 50), ("a", Act.FETCH, 100)]
    (when, *_) = explain(problem, plan(problem)).steps[1].reasons
    assert (when.code, when.papers) == ("not_too_soon", ("x",))


def test_where_it_cannot_be_kept_it_is_fetched_anew() -> None:
    short = Paper("x", HALL, valid_for=10)
    slow = Paper("y", DESK, frozenset({"x"}), days=60)
    problem = asked(Paper("a", FAR, frozenset({"x", "y"})), slow, short)
    assert days_of(problem) == [
        ("x", Act.FETCH, 0),
        ("y", Act.APPLY, 0),
        ("x", Act.FETCH, 50),
        ("a", Act.FETCH, 60),
    ]
    found = plan(problem)
    assert (found.fetched, found.cost.applications) == (("a", "x", "y"), 4)
    anew = explain(problem, found).steps[1].errands[0].reasons
    assert "anew" in {one.code for one in anew}


def test_a_paper_in_hand_is_used_while_it_is_good() -> None:
    problem = asked(Paper("a", HALL, frozenset({"b"})), Paper("b", FAR))
    assert days_of(replace(problem, person=Person("home", (Held("b", 0),)))) == [("a", Act.FETCH, 0)]
    slow = replace(problem, papers=(Paper("a", HALL, frozenset({"b", "c"})), Paper("b", FAR), Paper("c", DESK, days=9)))
    short, long = (replace(slow, person=Person("home", (Held("b", left),))) for left in (8, 9))
    assert [key for key, _, _ in days_of(short)] == ["c", "b", "a"]
    assert [key for key, _, _ in days_of(long)] == ["c", "a"]


def test_the_days_a_paper_waits_to_be_collected_count() -> None:
    kept = Paper("b", HALL, days=5, is_collected=True, valid_for=3)
    slow = Paper("c", DESK, days=20)
    problem = asked(Paper("a", HALL, frozenset({"b", "c"})), kept, slow)
    assert days_of(problem) == [
        ("c", Act.APPLY, 0),
        ("b", Act.APPLY, 12),
        ("b", Act.COLLECT, 20),
        ("a", Act.FETCH, 20),
    ]


def test_all_goals_are_good_on_the_last_day() -> None:
    problem = asked(Paper("a", HALL, days=40), Paper("b", FAR, valid_for=10), goals="ab")
    assert days_of(problem) == [("a", Act.APPLY, 0), ("b", Act.FETCH, 30)]


def test_of_several_papers_the_one_that_saves_trips_is_shown() -> None:
    choice = Paper("a", HALL, one_of=(frozenset({"b", "c"}),))
    found = plan(asked(choice, Paper("b", FAR), Paper("c", DESK)))
    assert found.fetched == ("a", "c")
    (other,) = found.not_needed
    assert (other.paper, other.why, other.instead) == ("b", "other_will_do", "c")


def test_between_equals_the_cheaper_then_the_first_is_taken() -> None:
    choice = Paper("a", HALL, one_of=(frozenset({"b", "c"}),))
    assert plan(asked(choice, Paper("b", HALL, fee=2), Paper("c", HALL, fee=1))).fetched == ("a", "c")
    assert plan(asked(choice, Paper("c", HALL), Paper("b", HALL))).fetched == ("a", "b")


def test_online_afterwards_is_quicker_than_at_the_counter_and_back_by_post() -> None:
    """Although one stands at that counter anyway."""
    sent = Issuer("hall", collect=SENT)
    online = Issuer("far", frozenset({Way.ONLINE}))
    problem = asked(
        Paper("a", (online,), frozenset({"b", "c"})),
        Paper("b", (sent, online), frozenset({"c"}), days=1, is_collected=True),
        Paper("c", HALL, days=2, is_collected=True),
        person=Person("home", online=True),
    )
    assert days_of(problem)[2:] == [("b", Act.APPLY, 2), ("a", Act.FETCH, 3)]


def test_a_paper_too_short_for_the_last_use_still_serves_the_first() -> None:
    """It is applied for anew, but not before the other one is."""
    problem = asked(
        Paper("a", FAR, frozenset({"b", "c"}), days=1),
        Paper("b", FAR, frozenset({"c"}), days=2, is_collected=True, valid_for=1),
        Paper("c", FAR, days=2, valid_for=1),
        goals="ac",
    )
    assert days_of(problem) == [
        ("c", Act.APPLY, 0),
        ("b", Act.APPLY, 2),
        ("c", Act.APPLY, 2),
        ("b", Act.COLLECT, 4),
        ("a", Act.APPLY, 4),
    ]
