"""Undoing as if it had never been, and the reform back years later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lianyi.engines.reform import (
    Applied,
    CloseMatter,
    Create,
    Draft,
    Entrust,
    HandOver,
    History,
    Item,
    Kind,
    Merge,
    Move,
    OpenMatter,
    Reform,
    RefusedError,
    Role,
    Trails,
    apply,
    check,
    levels,
    proposed_answers,
    reverse,
    touched,
    tree_on,
    undo,
)
from lianyi.engines.reform.tests.town import (
    AROUND,
    BACK_DAY,
    DISTRICT,
    EAST,
    FENG,
    HILL,
    NORTH,
    REFORM_DAY,
    RIVER,
    RIVER_GRANT,
    RIVER_POINT,
    RIVER_POST,
    WEST,
    three_levels,
    town,
)


@pytest.fixture
def reformed() -> Applied:
    return apply(town(), three_levels(), AROUND)


def in_the_way(history: History, applied: Applied) -> set[str]:
    with pytest.raises(RefusedError) as caught:
        undo(history, applied.diff)
    return {fault.code for fault in caught.value.faults}


def test_undoing_restores_each_row(reformed: Applied) -> None:
    assert undo(reformed.history, reformed.diff) == town()


def test_what_happened_elsewhere_stays(reformed: Applied) -> None:
    more = replace(reformed.history, matters={**reformed.history.matters, 9: OpenMatter(9, EAST, "parks")})
    assert undo(more, reformed.diff).matters[9] == OpenMatter(9, EAST, "parks")


def test_a_row_changed_since_stands_in_the_way(reformed: Applied) -> None:
    moved = apply(reformed.history, Reform(BACK_DAY, (Move(EAST, 1),)), AROUND).history
    assert in_the_way(moved, reformed) == {"holding_changed"}
    matter = {**reformed.history.matters, FENG: OpenMatter(FENG, WEST, "pension")}
    assert in_the_way(replace(reformed.history, matters=matter), reformed) == {"matter_changed"}
    renamed = {**reformed.history.bodies, RIVER: replace(reformed.history.bodies[RIVER], name="x")}
    assert in_the_way(replace(reformed.history, bodies=renamed), reformed) == {"body_changed"}


def test_what_came_to_a_founded_body_stands_in_the_way() -> None:
    first = apply(town(), Reform(REFORM_DAY, (Create(-1, "Centre", DISTRICT),)))
    used = replace(first.history, matters={**first.history.matters, 9: OpenMatter(9, -1, "x")})
    assert in_the_way(used, first) == {"used_since"}
    below = apply(first.history, Reform(BACK_DAY, (Move(EAST, -1),))).history
    assert in_the_way(below, first) == {"used_since"}


def test_what_came_in_the_place_of_a_closed_row_stands_in_the_way() -> None:
    first = apply(town(), Reform(REFORM_DAY, (Move(EAST, None),)))
    again = apply(first.history, Reform(BACK_DAY, (Move(EAST, HILL),)))
    assert in_the_way(again.history, first) == {"two_lines"}
    assert undo(undo(again.history, again.diff), first.diff) == town()


def test_a_circle_through_what_came_since_stands_in_the_way() -> None:
    first = apply(town(), Reform(REFORM_DAY, (Move(EAST, None),)))
    again = apply(first.history, Reform(BACK_DAY, (Move(RIVER, EAST),)))
    assert in_the_way(again.history, first) == {"cycle"}


def test_a_matter_does_not_go_back_to_a_body_that_ended_since() -> None:
    first = apply(town(), Reform(REFORM_DAY, (HandOver(Item.matter(FENG), EAST),)))
    again = apply(first.history, Reform(BACK_DAY, (Merge((RIVER,), HILL),)), AROUND)
    assert in_the_way(again.history, first) == {"owner_ended"}


def test_what_another_reform_handed_on_is_not_taken_away() -> None:
    first = apply(town(), Reform(REFORM_DAY, (Entrust(EAST, Kind.POINT, "river hall"),)))
    again = apply(first.history, Reform(BACK_DAY, (HandOver(Item.holding(RIVER_POINT), EAST),)))
    with pytest.raises(RefusedError) as caught:
        undo(again.history, first.diff, [first.diff, again.diff])
    assert [fault.code for fault in caught.value.faults] == ["relied_on"]


def test_a_dropped_matter_comes_back() -> None:
    reform = three_levels()
    answers = tuple(
        replace(one, to=None, source="x") if one.item == Item.matter(FENG) else one for one in reform.answers
    )
    applied = apply(town(), replace(reform, answers=answers), AROUND)
    assert FENG not in applied.history.matters
    assert any(isinstance(change, CloseMatter) for change in applied.diff.changes)
    assert undo(applied.history, applied.diff) == town()


def new_street(draft: Draft, old: int) -> int:
    return next(step.key for step in draft.reform.steps if isinstance(step, Create) and step.predecessor == old)


def test_three_levels_become_four_again(reformed: Applied) -> None:
    draft = reverse(reformed.history, reformed.diff, BACK_DAY)
    found = touched(reformed.history, draft.reform)
    assert (found.unanswered, found.faults) == ((), ())
    river = new_street(draft, RIVER)
    # The pension of West was new in 2010: the draft leaves it, and West leads beside the street above it.
    assert {(fault.code, fault.params["key"]) for fault in draft.left} >= {
        ("dropped", RIVER_GRANT),
        ("post_ended", RIVER_POST),
    }
    applied = apply(reformed.history, draft.reform, AROUND)
    after = applied.history
    assert check(after) == ()
    assert tree_on(after, BACK_DAY).path(EAST) == (EAST, river, DISTRICT, 1)
    assert levels(after, BACK_DAY, NORTH) == 4
    assert after.bodies[river].predecessor == RIVER
    assert after.matters[FENG].owner == river
    trails = Trails([reformed.diff, applied.diff])
    assert trails.successor(RIVER, "pension", BACK_DAY).body == river
    assert [hop.to for hop in trails.successor(RIVER, "pension", BACK_DAY).hops] == [EAST, river]
    assert undo(undo(after, applied.diff), reformed.diff) == town()


def test_what_has_moved_on_is_left_where_it_is(reformed: Applied) -> None:
    later = Reform(REFORM_DAY.replace(year=2015), (Move(EAST, 1), HandOver(Item.matter(FENG), WEST)))
    history = apply(reformed.history, later, AROUND).history
    draft = reverse(history, reformed.diff, BACK_DAY)
    assert [fault.code for fault in draft.left].count("moved_on") == 2
    assert Move(EAST, new_street(draft, RIVER)) not in draft.reform.steps


def test_two_duties_that_became_one_part_again() -> None:
    steps = (Create(-1, "Centre", DISTRICT, (310, 320)), Merge((RIVER, HILL), -1))
    merged = apply(town(), Reform(REFORM_DAY, steps), AROUND)
    assert merged.history.matters[FENG].owner == -1
    draft = reverse(merged.history, merged.diff, BACK_DAY)
    entrusts = [step for step in draft.reform.steps if isinstance(step, Entrust) and step.role == Role.LEAD]
    assert len(entrusts) == 1
    found = touched(merged.history, draft.reform)
    reform = replace(draft.reform, answers=proposed_answers(found))
    back = apply(merged.history, reform, AROUND).history
    for old in (RIVER, HILL):
        held = {
            (row.kind, row.target)
            for row in back.holdings.values()
            if row.holder == new_street(draft, old) and row.span.holds_on(BACK_DAY) and row.kind is not Kind.LINE
        }
        assert {(Kind.AREA, 310 if old == RIVER else 320), (Kind.DUTY, "pension")} <= held
    assert check(back) == ()


def test_the_way_back_comes_after_the_way_there(reformed: Applied) -> None:
    with pytest.raises(RefusedError):
        reverse(reformed.history, reformed.diff, REFORM_DAY)
