"""Which papers have expired by the time they are shown, in a plan made as if they held for ever."""

from __future__ import annotations

from collections.abc import Iterable

from lianyi.engines.errands.problem import Problem
from lianyi.engines.errands.result import Act, Errand
from lianyi.engines.errands.state import FOREVER
from lianyi.engines.errands.steps import Steps, errands_of


def expired(problem: Problem, steps: Steps, days: int) -> frozenset[str]:
    """Papers in hand but no longer good where one was to be shown, or on the last day where one is a goal.

    Where one of several will do and none is good, all of them that were in hand.
    """
    hand = _Hand(problem)
    for errand in errands_of(steps):
        hand.until(errand.day)
        if errand.act is not Act.COLLECT:
            paper = problem.paper(errand.paper)
            for wanted in (*({key} for key in paper.needs), *paper.one_of):
                hand.show(wanted, errand.day)
        hand.take(errand)
    hand.until(days)
    for goal in problem.goals:
        hand.show({goal}, days)
    return frozenset(hand.late)


class _Hand:
    """Until which day each paper in hand is good, what is still coming, and what was shown too late."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        held = problem.person.holds
        self.good_until = {one.paper: FOREVER if one.days_left is None else one.days_left for one in held}
        self.coming: list[Errand] = []
        self.issued: dict[str, int] = {}
        self.late: set[str] = set()

    def until(self, day: int) -> None:
        """What has come by then is in hand."""
        for errand in [one for one in self.coming if one.ready <= day]:
            self.coming.remove(errand)
            self._receive(errand.paper, errand.ready - (self.problem.post_days if errand.uses_post else 0))

    def show(self, wanted: Iterable[str], day: int) -> None:
        """One of these is shown."""
        had = {key for key in wanted if key in self.good_until}
        if all(self.good_until[key] < day for key in had):
            self.late |= had

    def take(self, errand: Errand) -> None:
        """What comes of the errand."""
        if errand.act is Act.COLLECT:
            self._receive(errand.paper, self.issued[errand.paper])
        elif errand.is_to_be_collected:
            self.issued[errand.paper] = errand.ready
        elif errand.act is Act.FETCH:
            self._receive(errand.paper, errand.day)
        else:
            self.coming.append(errand)

    def _receive(self, key: str, issued: int) -> None:
        valid_for = self.problem.paper(key).valid_for
        last = FOREVER if valid_for is None else issued + valid_for
        self.good_until[key] = max(self.good_until.get(key, last), last)
