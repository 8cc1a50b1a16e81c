"""What holds of every town, whatever reforms are carried out and taken back in whatever order."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from random import Random

from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from lianyi.engines.reform import (
    CloseHolding,
    Diff,
    Fate,
    History,
    Kind,
    RefusedError,
    Role,
    Trails,
    apply,
    as_json,
    check,
    check_past,
    diff_from_json,
    levels,
    reform_from_json,
    reverse,
    touched,
    tree_on,
    undo,
)
from lianyi.engines.reform.tests import oracle
from lianyi.engines.reform.tests.drawn import FIRST, a_reform, a_town, day_of

seeds = st.integers(0, 2**32)


def story(seed: int, rounds: int = 6) -> tuple[History, History, list[Diff]]:
    """A town, what became of it, and the reforms that were not taken back."""
    chance = Random(seed)
    first = history = a_town(chance)
    assert check(history) == ()
    diffs: list[Diff] = []
    for _ in range(rounds):
        with suppress(RefusedError):
            if diffs and chance.random() < 0.2:
                one = chance.choice(diffs)
                history = undo(history, one, diffs)
                diffs.remove(one)
            else:
                history, diff = step(chance, history)
                diffs.append(diff)
    return first, history, diffs


def step(chance: Random, history: History) -> tuple[History, Diff]:
    """One reform, on any day: often before one that is carried out already."""
    reform = a_reform(chance, history, day_of(chance))
    applied = apply(history, reform)
    assert undo(applied.history, applied.diff) == history
    assert check_past(history, applied.history, reform.day) == ()
    for day in oracle.days_that_matter(history, applied.history):
        if day < reform.day:
            assert oracle.held_on(applied.history, day) == oracle.held_on(history, day)
    return applied.history, applied.diff


@given(seeds)
@example(1200)  # a matter that undoing would give back to a body ended since
@settings(max_examples=150)
def test_a_town_stays_sound_through_reforms_and_undoings(seed: int) -> None:
    _, history, diffs = story(seed)
    event(f"{len(diffs)} reforms stand")
    assert check(history) == ()
    oracle.sound(history)


@given(seeds)
def test_undoing_all_from_the_last_to_the_first_leads_back(seed: int) -> None:
    chance = Random(seed)
    first = history = a_town(chance)
    diffs = []
    for _ in range(5):
        with suppress(RefusedError):
            history, diff = step(chance, history)
            diffs.append(diff)
    for diff in reversed(diffs):
        history = undo(history, diff)
    assert history == first


@given(seeds)
def test_trees_are_those_found_row_by_row(seed: int) -> None:
    _, history, _ = story(seed, rounds=3)
    for day in oracle.days_that_matter(history):
        parents = oracle.parents_on(history, day)
        assert tree_on(history, day).parents == parents
        assert all(levels(history, day, body) == oracle.depth(parents, body) for body in parents)


@given(seeds)
@example(1844)  # a duty handed over twice, each time for days before those of the reform before
@example(3771)  # a duty handed on to a row that the undoing of another reform would take away
@settings(max_examples=150)
def test_every_duty_given_up_leads_to_one_body_that_has_it_or_to_a_text(seed: int) -> None:
    _, history, diffs = story(seed)
    trails = Trails(diffs)
    closed = [one for diff in diffs for one in diff.changes if isinstance(one, CloseHolding)]
    for change in closed:
        row = change.holding
        if row.kind is not Kind.DUTY or row.role == Role.NOT_OURS:
            continue
        for day in (day for day in oracle.days_that_matter(history) if day >= row.span.low):
            trail = trails.successor(row.holder, row.target, day, row.role)
            if trail.body is None:
                assert trail.source
            else:
                assert ("duty", trail.body, row.target, row.role) in oracle.held_on(history, day)


@given(seeds)
def test_each_area_keeps_one_leading_body_for_what_was_led(seed: int) -> None:
    chance = Random(seed)
    before = a_town(chance)
    reform = a_reform(chance, before, day_of(chance))
    with suppress(RefusedError):
        applied = apply(before, reform)
        closed = [one.holding for one in applied.diff.changes if isinstance(one, CloseHolding) and one.source]
        dropped = {(row.kind, row.target) for row in closed}
        for day in oracle.days_that_matter(before, applied.history):
            was, now = oracle.leaders_on(before, day), oracle.leaders_on(applied.history, day)
            for area, subject in was.keys() | now.keys():
                led = len(now.get((area, subject), ()))
                assert led <= max(1, len(was.get((area, subject), ())))
                excused = (Kind.AREA, area) in dropped or (Kind.DUTY, subject) in dropped
                assert led or excused or (area, subject) not in was


@given(seeds)
def test_nothing_an_ended_body_had_is_forgotten(seed: int) -> None:
    chance = Random(seed)
    history = a_town(chance)
    reform = a_reform(chance, history, day_of(chance))
    found = touched(history, reform)
    told = {(one.item.table.value, one.item.key) for one in found.touches}
    with suppress(RefusedError):
        applied = apply(history, reform)
        ended = {key for key, body in applied.history.bodies.items() if body.span.end == reform.day}
        for row in history.holdings.values():
            later = row.span.end is None or row.span.end > max(reform.day, row.span.start or reform.day)
            if later and (row.holder in ended or (row.kind is Kind.LINE and row.target in ended)):
                assert ("holding", row.key) in told
        for matter in history.matters.values():
            assert matter.owner not in ended or ("matter", matter.key) in told
        assert not found.unanswered
        assert {one.fate for one in found.touches} <= {Fate.PASSES, Fate.DROPPED, Fate.ENDS, Fate.STAYS}


@given(seeds)
def test_reforms_and_diffs_survive_being_written_down(seed: int) -> None:
    chance = Random(seed)
    history = a_town(chance)
    reform = a_reform(chance, history, day_of(chance))
    assert reform_from_json(as_json(reform)) == reform
    with suppress(RefusedError):
        diff = apply(history, reform).diff
        assert diff_from_json(as_json(diff)) == diff


@given(seeds)
def test_the_way_back_can_be_completed_or_says_what_is_missing(seed: int) -> None:
    _, history, diffs = story(seed)
    for diff in diffs[-1:]:
        draft = reverse(history, diff, FIRST + timedelta(400))
        found = touched(history, draft.reform)
        assert {fault.code for fault in found.faults} <= {"already_ending"}
        event("nothing open" if not found.unanswered else "answers needed")


def test_most_random_reforms_are_carried_out() -> None:
    """The properties above would hold of a town where nothing happens."""
    stand = [len(story(seed)[2]) for seed in range(60)]
    assert sum(stand) > 80
