"""What can be done next.

Not everything: what can never be the worse is done at once, and only where it could be is there a choice. A paper that
does not expire is applied for at the first counter that is visited and can hand it over, or from where it comes by
itself no later than from elsewhere; and online as soon as it can be.
"""

from __future__ import annotations

from collections.abc import Iterator

from lianyi.engines.errands.bits import bits, mask
from lianyi.engines.errands.options import Option
from lianyi.engines.errands.problem import Way
from lianyi.engines.errands.result import Act, Traveller
from lianyi.engines.errands.state import (
    BACK,
    FRESH,
    IDLE,
    ON_TRIP,
    Deed,
    Desk,
    Move,
    State,
    Stop,
    Wait,
    applied,
    handed,
    later,
    start,
)
from lianyi.engines.errands.task import ONE_DAY, ONE_VISIT, WAY_OF, Task

Step = tuple[int, State, tuple[Move, ...]]  # what it costs, where it leads, what is done
AtCounter = tuple[State, int, tuple[Deed, ...]]


class Moves:
    """The steps from any state of a task.

    ``patient``: also those days on which one waits only so that a paper does not expire too soon. Without them fewer
    plans are left, and sometimes none.
    """

    def __init__(self, task: Task, patient: bool = True) -> None:
        self.task, self.patient = task, patient
        self.ways = [
            len({(one.counter, one.way if one.is_from_home else None) for one in some}) for some in task.options
        ]

        self.applied_on = [
            mask(paper for counter in tour.counters for paper, _ in task.windows.get((counter, tour.traveller), ()))
            for tour in task.tours
        ]
        self.from_here, self.only_here = [0] * len(task.counters), [0] * len(task.counters)
        for paper, some in enumerate(task.options):
            places = {task.number_of_counter[one.counter] for one in some}
            for place in places:
                self.from_here[place] |= 1 << paper
                self.only_here[place] |= (len(places) == 1 and not task.desk[paper]) << paper

    def start(self) -> Step:
        """The beginning, with what is done at once."""
        return self._settled(0, start(self.task), ())

    def is_done(self, state: State) -> bool:
        """Whether everything was fetched and the goals are in hand."""
        return not self.task.fetched & ~state.got and not self.task.goals & ~state.have

    def after(self, state: State) -> Iterator[Step]:
        """Every step worth a thought."""
        if state.place >= ON_TRIP:
            yield from self._stops(state, state.place - ON_TRIP, 0, None)
            yield self._settled(0, state._replace(place=BACK), ())
            return
        yield from self._from_home(state)
        yield from self._wait(state)
        if state.place != BACK:
            wanted = self._expiring(state)
            for number, tour in enumerate(self.task.tours):
                if state.place == FRESH or wanted & self.applied_on[number]:
                    yield from self._stops(state, number, tour.cost, number)

    def _expiring(self, state: State) -> int:
        """Papers that can become too old if they are applied for too soon."""
        under_way = mask(one.paper for one in state.pending)
        wanted = self.task.is_limited & self.task.fetched & ~under_way
        return mask(paper for paper in bits(wanted) if self._is_of_use(state, paper))

    # -- at home

    def _settled(self, cost: int, state: State, moves: tuple[Move, ...]) -> Step:
        """With all done online, and by post where nothing else is possible or post takes no time."""
        while (found := self._at_once(state)) is not None:
            paper, option = found
            state = applied(self.task, state, paper, option)
            cost += self.task.fees[paper]
            moves = (*moves, Desk(Deed(paper, _act(option), option)))
        return cost, state, moves

    def _at_once(self, state: State) -> tuple[int, Option] | None:
        for paper in self._open(state):
            desk = self.task.desk[paper]
            if desk and not self.task.is_limited >> paper & 1:
                option = min(desk, key=lambda one: one.days)
                if option.stale == 0 or len(desk) == self.ways[paper]:  # stale: only what a letter brings
                    return paper, option
        return None

    def _open(self, state: State) -> Iterator[int]:
        """Papers that may be applied for now, if there is a way."""
        under_way = mask(one.paper for one in state.pending)
        wanted = self.task.fetched & ~under_way & ~(state.have & ~self.task.is_limited)
        for paper in range(self.task.size):
            if wanted >> paper & 1 and self.task.is_ready(paper, state.have) and self._is_of_use(state, paper):
                yield paper

    def _is_of_use(self, state: State, paper: int) -> bool:
        """Whether having it, or having it anew, can still matter."""
        if not state.got >> paper & 1 or self.task.goals >> paper & 1:
            return True
        return bool(self.task.followers[paper] & ~self.over(state))

    def over(self, state: State) -> int:
        """Papers that will not be applied for again."""
        under_way = mask(one.paper for one in state.pending)
        return (state.have | under_way) & ~self.task.is_limited

    def _from_home(self, state: State) -> Iterator[Step]:
        for paper in self._open(state):
            if state.place == IDLE and not self.task.is_limited >> paper & 1:
                continue
            for option in self.task.desk[paper]:
                move = Desk(Deed(paper, _act(option), option))
                after = applied(self.task, state, paper, option)
                if after != state:
                    after = after._replace(place=FRESH if state.place == IDLE else state.place)
                    yield self._settled(self.task.fees[paper], after, (move,))

    def _wait(self, state: State) -> Iterator[Step]:
        """Until the next paper comes or is ready; or, to apply later for a paper that expires, a day of no event."""
        coming = min((one.days for one in state.pending if one.days > 0), default=0)
        if state.place == BACK:
            yield self._settled(ONE_DAY, later(self.task, state, 1), (Wait(1),))
        elif coming:
            yield self._settled(coming * ONE_DAY, later(self.task, state, coming), (Wait(coming),))
        if self.patient and state.place != BACK and coming > 1 and self._expiring(state):
            yield ONE_DAY, later(self.task, state, 1)._replace(place=IDLE), (Wait(1),)

    # -- on a trip

    def _stops(self, state: State, number: int, cost: int, tour: int | None) -> Iterator[Step]:
        trip = self.task.tours[number]
        steps: list[Step] = []
        for counter in trip.counters:
            begun = self._collected(state, counter, WAY_OF[trip.traveller])
            here: list[Step] = []
            for after, fees, deeds in self._applied(begun, counter, trip.traveller, 0):
                if deeds:
                    after = after._replace(place=ON_TRIP + number)
                    here.append((cost + ONE_VISIT + fees, after, (Stop(tour, counter, deeds),)))
            if any(self._is_last_call(state, after, counter) for _, after, _ in here):
                yield from here
                return
            steps += here
        yield from steps

    def _is_last_call(self, before: State, after: State, counter: int) -> bool:
        """Whether this visit leaves nothing to get at a counter that has to be visited anyway.

        Then visiting it now, for this or for less, is never worse than visiting it later: whatever could come of that
        can come of it now.
        """
        under_way = mask(one.paper for one in after.pending)
        if any(one.counter == counter for one in after.pending):
            return False
        if self.from_here[counter] & (self.task.is_limited | ~(after.have | under_way)):
            return False
        gone = {one.paper for one in before.pending if one.counter == counter}
        got = (after.have | under_way) & ~(before.have | mask(one.paper for one in before.pending))
        return bool(gone) or bool(got & self.only_here[counter])

    def _collected(self, state: State, counter: int, way: Way) -> AtCounter:
        """With everything handed over that is ready here."""
        deeds: list[Deed] = []
        for one in state.pending:
            if one.counter == counter and one.days == 0 and way in one.returns:
                state = state._replace(pending=tuple(other for other in state.pending if other != one))
                state = handed(self.task, state, one.paper, one.left)
                deeds.append(Deed(one.paper, Act.COLLECT, None))
        return state, 0, tuple(deeds)

    def _applied(self, begun: AtCounter, counter: int, who: Traveller, decided: int) -> Iterator[AtCounter]:
        """All that may be applied for here, in every combination worth a thought."""
        state, fees, deeds = begun
        choice = self._next_here(state, counter, who, decided)
        if choice is None:
            yield begun
            return
        paper, here = choice
        decided |= 1 << paper
        if not self._is_never_worse(paper, here):
            yield from self._applied(begun, counter, who, decided)
        for option in here:
            after = applied(self.task, state, paper, option)
            if after != state:
                done = (*deeds, Deed(paper, _act(option), option))
                yield from self._applied((after, fees + self.task.fees[paper], done), counter, who, decided)

    def _next_here(self, state: State, counter: int, who: Traveller, decided: int) -> tuple[int, list[Option]] | None:
        windows = self.task.windows.get((counter, who), ())
        open_ = set(self._open(state)) if windows else ()
        for paper, here in windows:
            if paper in open_ and not decided >> paper & 1:
                return paper, here
        return None

    def _is_never_worse(self, paper: int, here: list[Option]) -> bool:
        """Whether applying here and now cannot be worse than doing so another time or elsewhere."""
        if self.task.is_limited >> paper & 1:
            return False
        return self.ways[paper] == 1 or any(not one.is_collected and one.stale == 0 for one in here)


def _act(option: Option) -> Act:
    return Act.FETCH if option.is_at_once else Act.APPLY
