"""Small tidying that a worker does between jobs, once an hour, such as deleting uploads that were kept long enough."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from lianyi.jobs.actions import forget_old

EVERY = 3600.0  # seconds
Chore = Callable[[], None]
log = logging.getLogger(__name__)
CHORES: list[Chore] = [forget_old]


def chore(function: Chore) -> Chore:
    """Registers a function that is safe to run at any time and as often as one likes."""
    CHORES.append(function)
    return function


class Clockwork:
    """Runs the chores when an hour has gone by; the first call runs them at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None

    def tick(self) -> bool:
        """Whether the chores were run."""
        if self._last is not None and self._clock() - self._last < EVERY:
            return False
        self._last = self._clock()
        for function in CHORES:
            try:
                function()
            except Exception:  # one chore that fails must not keep the others from their turn
                log.exception("chore %s failed", function.__qualname__)
        return True
