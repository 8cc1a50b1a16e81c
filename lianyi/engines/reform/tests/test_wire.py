"""Written down as JSON and read again."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from lianyi.engines.reform import (
    Create,
    Diff,
    Kind,
    MalformedError,
    Merge,
    OpenBody,
    OpenHolding,
    Reform,
    Trails,
    apply,
    as_json,
    check,
    diff_from_json,
    reform_from_json,
    undo,
)
from lianyi.engines.reform.carry import carried_out
from lianyi.engines.reform.tests.town import AROUND, BACK_DAY, DISTRICT, HILL, REFORM_DAY, RIVER, three_levels, town

CENTRE = Reform(REFORM_DAY, (Create(-1, "Centre", DISTRICT, (310, 320)), Merge((RIVER, HILL), -1)))


def test_a_round_trip_through_text_loses_nothing() -> None:
    for reform in (three_levels(), CENTRE):
        diff = apply(town(), reform, AROUND).diff
        assert diff_from_json(json.loads(json.dumps(as_json(diff)))) == diff
        assert reform_from_json(json.loads(json.dumps(as_json(reform)))) == reform
    assert isinstance(diff_from_json(as_json(diff)).changes[-1], type(diff.changes[-1]))


@pytest.mark.parametrize(
    "value", [None, {}, [], {"is": "Diff"}, {"is": "Diff", "day": "2010", "changes": []}, {"is": "Reform", "day": 1}]
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(MalformedError):
        diff_from_json(value)


def test_wrong_values_are_refused() -> None:
    good = as_json(apply(town(), CENTRE, AROUND).diff)
    for name, value in (("is", "Nothing"), ("body", 5), ("body", {**good["changes"][0]["body"], "key": True})):
        with pytest.raises(MalformedError):
            diff_from_json({**good, "changes": [{**good["changes"][0], name: value}]})
    with pytest.raises(MalformedError):
        diff_from_json({**good, "changes": "none"})


def test_with_the_keys_of_a_database_it_can_be_kept_followed_and_undone() -> None:
    diff = apply(town(), CENTRE, AROUND).diff
    bodies = {one.body.key: 500 for one in diff.changes if isinstance(one, OpenBody)}
    rows = [one.holding.key for one in diff.changes if isinstance(one, OpenHolding)]
    real: Diff = diff.rekeyed(bodies, {key: 600 + at for at, key in enumerate(rows)})
    history = carried_out(town(), real)
    assert check(history) == ()
    assert min(history.bodies) > 0 < min(history.holdings)
    assert Trails([real]).successor(RIVER, "pension", BACK_DAY).body == 500
    assert Trails([real]).heirs(HILL, BACK_DAY) == (500,)
    lines = [row for row in history.holdings.values() if row.kind is Kind.LINE and row.target == 500]
    assert len(lines) == 3
    assert undo(history, real) == town()
    assert replace(real, day=BACK_DAY) != real
