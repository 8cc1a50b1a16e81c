"""Rows that begin on the day of a reform or after it."""

from __future__ import annotations

from datetime import date

from lianyi.engines.reform import (
    Abolish,
    Answer,
    Body,
    Create,
    HandOver,
    History,
    Holding,
    Item,
    Kind,
    Merge,
    Move,
    OpenHolding,
    Reform,
    Serve,
    Span,
    Split,
    apply,
    check,
    tree_on,
    undo,
)

TOP, OLD, NEW, CHILD = 1, 2, 3, 4
DAY, LATER, LAST = date(2010, 1, 1), date(2012, 1, 1), date(2014, 1, 1)


def history(*rows: Holding) -> History:
    lines = [Holding(101, Kind.LINE, OLD, TOP), Holding(102, Kind.LINE, NEW, TOP)]
    return History.of([Body(key, str(key)) for key in (TOP, OLD, NEW, CHILD)], [*lines, *rows])


def spans(after: History, holder: int, kind: Kind = Kind.POINT) -> list[tuple[date | None, date | None]]:
    rows = [row for row in after.holdings.values() if row.holder == holder and row.kind is kind]
    real = [row.span for row in rows if not row.span.is_empty]
    return [(span.start, span.end) for span in sorted(real, key=lambda span: span.low)]


MERGE = Reform(DAY, (Merge((OLD,), NEW),))


def test_a_planned_row_goes_to_the_successor_from_its_own_day() -> None:
    before = history(Holding(1, Kind.POINT, OLD, "hall", "", Span(LATER, LAST)))
    applied = apply(before, MERGE)
    assert applied.history.holdings[1].span == Span(LATER, LATER)
    assert spans(applied.history, NEW) == [(LATER, LAST)]
    assert check(applied.history) == ()
    assert undo(applied.history, applied.diff) == before


def test_a_row_from_the_day_of_the_reform_never_was() -> None:
    applied = apply(history(Holding(1, Kind.POINT, OLD, "hall", "", Span(DAY))), MERGE)
    assert applied.history.holdings[1].span == Span(DAY, DAY)
    assert spans(applied.history, NEW) == [(DAY, None)]


def test_what_the_successor_has_or_will_have_is_not_opened_twice() -> None:
    old, planned = Holding(1, Kind.POINT, OLD, "hall"), Holding(2, Kind.POINT, NEW, "hall", "", Span(LATER, LAST))
    applied = apply(history(old, planned), MERGE)
    assert spans(applied.history, NEW) == [(DAY, LATER), (LATER, LAST), (LAST, None)]
    assert check(applied.history) == ()


def test_two_bodies_may_exchange_the_same_thing() -> None:
    rows = (Holding(1, Kind.AREA, OLD, 7), Holding(2, Kind.AREA, NEW, 7))
    reform = Reform(DAY, (HandOver(Item.holding(1), NEW), HandOver(Item.holding(2), OLD)))
    after = apply(history(*rows), reform).history
    assert check(after) == ()
    assert spans(after, OLD, Kind.AREA) == spans(after, NEW, Kind.AREA) == [(None, DAY), (DAY, None)]


def test_a_line_planned_for_later_stays_when_the_body_moves_now() -> None:
    lines = (
        Holding(1, Kind.LINE, CHILD, OLD, "", Span(None, LATER)),
        Holding(2, Kind.LINE, CHILD, TOP, "", Span(LATER)),
    )
    after = apply(history(*lines), Reform(DAY, (Move(CHILD, NEW),))).history
    assert [tree_on(after, day).parents[CHILD] for day in (date(2009, 1, 1), DAY, LATER)] == [OLD, NEW, TOP]


def test_a_line_planned_to_an_abolished_body_needs_an_answer_too() -> None:
    before = history(Holding(1, Kind.LINE, CHILD, OLD, "", Span(LATER)))
    after = apply(before, Reform(DAY, (Abolish(OLD),), (Answer(Item.holding(1), NEW),))).history
    assert tree_on(after, LATER).parents[CHILD] == NEW
    assert tree_on(after, DAY).parents[CHILD] is None


def test_a_body_at_the_top_reports_from_the_day_it_moves() -> None:
    applied = apply(history(), Reform(DAY, (Move(CHILD, OLD),)))
    assert [one.holding.span for one in applied.diff.changes if isinstance(one, OpenHolding)] == [Span(DAY)]
    again = apply(applied.history, Reform(LATER, (Move(CHILD, None),)))
    assert tree_on(again.history, LATER).parents[CHILD] is None


def test_areas_are_served_as_said() -> None:
    before = history(Holding(1, Kind.AREA, OLD, 7), Holding(2, Kind.AREA, OLD, 8))
    after = apply(before, Reform(DAY, (Serve(OLD, (8, 9)),))).history
    assert {row.target for row in after.holdings.values() if row.kind is Kind.AREA and row.span.holds_on(DAY)} == {8, 9}
    assert after.holdings[2] == before.holdings[2]


def test_a_body_that_is_kept_keeps_what_nobody_asks_of_it() -> None:
    before = history(Holding(1, Kind.POINT, OLD, "hall"), Holding(2, Kind.MEMBER, OLD, 7))
    steps = (Create(-1, "part", TOP, (7,)), Split(OLD, (-1,), kept=True))
    after = apply(before, Reform(DAY, steps, (Answer(Item.holding(2), -1),))).history
    assert after.holdings[1] == before.holdings[1]
    assert spans(after, -1, Kind.MEMBER) == [(DAY, None)]
