"""Moving people by hand: what a move costs, told before it is done, and what a draft is worth afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lianyi.engines.formation import Problem
from lianyi.engines.formation.moves import Broken, cost_of_move, evaluate
from lianyi.groups.figures import Placed, figures, level_at
from lianyi.groups.models import Draft
from lianyi.groups.noting import group_notes
from lianyi.groups.problem import problem_of
from lianyi.groups.queries import drafts as queries
from lianyi.groups.stored import result_of


@dataclass(frozen=True)
class Cost:
    """What it means to put one person there. `problems` are the limits that it breaks, `mends` those it meets again."""

    to: int | None
    level_before: int
    level_after: int
    size_after: int
    problems: list[dict[str, Any]]
    mends: list[dict[str, Any]]

    @property
    def breaks_nothing(self) -> bool:
        return not self.problems


def costs(draft: Draft, serial: int) -> list[Cost]:
    """The cost of every other place for somebody: groups in their order, no group last."""
    placed = queries.placed(draft)
    here = placed.get(serial)
    targets: list[int | None] = [group[0] for group in draft.asked["groups"] if group[0] != here]
    problem, names = _as_it_stands(draft), _names(placed)
    return [_cost(problem, names, serial, to) for to in [*targets, *([] if here is None else [None])]]


def cost(draft: Draft, serial: int, to: int | None) -> Cost:
    """The cost of one move."""
    return _cost(_as_it_stands(draft), _names(queries.placed(draft)), serial, to)


def evaluate_again(draft: Draft) -> None:
    """Counts an edited draft anew and stores levels, figures and broken limits. Its proof is gone."""
    placed = queries.placed(draft)
    rows = queries.rows_by_serial(draft)
    for placement in draft.placements.filter(is_moved=True).select_related("form"):
        placement.level = level_at(rows[placement.form.serial], placed[placement.form.serial])
        placement.save(update_fields=["level"])
    draft.status, draft.certificate = "", {}
    draft.problems = broken_now(draft, placed)
    draft.summary = {
        "figures": figures(draft.asked, placed).as_json(),
        "groups": group_notes(result_of(draft, placed)),
    }
    draft.save(update_fields=["status", "certificate", "problems", "summary"])


def broken_now(draft: Draft, placed: Placed) -> list[dict[str, Any]]:
    """The limits and conditions that a draft breaks under the locks of now."""
    return as_json(evaluate(_as_it_stands(draft), _names(placed)).broken)


def as_json(broken: Iterable[Broken]) -> list[dict[str, Any]]:
    return [{"code": one.code, "params": dict(one.params)} for one in broken]


def _cost(problem: Problem, names: dict[str, str], serial: int, to: int | None) -> Cost:
    target = "" if to is None else str(to)
    move = cost_of_move(problem, names, str(serial), target)
    return Cost(
        to=to,
        level_before=move.level_before,
        level_after=move.level_after,
        size_after=move.sizes_after.get(target, 0),
        problems=as_json(move.breaks),
        mends=as_json(move.mends),
    )


def _as_it_stands(draft: Draft) -> Problem:
    """What was asked, under the locks of now: those at the time of solving may have been opened since."""
    locked = draft.placements.filter(is_locked=True, proposed__isnull=False)
    return problem_of(
        draft,
        locked={str(serial): number for serial, number in locked.values_list("form__serial", "proposed__number")},
        group_locks={number: lock for number, lock in draft.group_locks.items() if lock != "frozen"},
    )


def _names(placed: Placed) -> dict[str, str]:
    return {str(serial): "" if number is None else str(number) for serial, number in placed.items()}
