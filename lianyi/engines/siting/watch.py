"""The caller's clock and ear: a time limit, true progress, and a way to stop early."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

WHOLE = 1000  # progress is told in thousandths of the work foreseen

Progress = Callable[[int, int], None]


@dataclass
class Watch:
    """``limit`` seconds (None: as long as it takes); ``progress(done, WHOLE)`` never falls; ``cancel()``: stop soon?

    An exception raised in ``progress`` passes through, which is how a background job is cancelled without a result;
    ``cancel`` ends the search with the best found so far and the gap proven so far.
    """

    limit: float | None = None
    progress: Progress | None = None
    cancel: Callable[[], bool] | None = None
    began: float = field(default_factory=time.monotonic)
    low: int = 0
    high: int = 0
    told: int = -1

    def stage(self, upto: int) -> None:
        """What follows leads from where we are to ``upto`` thousandths."""
        self.low, self.high = self.high, max(self.high, upto)
        self.tell(0.0)

    def tell(self, part: float) -> None:
        """``part`` of this stage is done."""
        done = self.low + int((self.high - self.low) * min(1.0, max(0.0, part)))
        if self.progress is not None and done > self.told:
            self.told = done
            self.progress(done, WHOLE)

    @property
    def left(self) -> float:
        """Seconds left, infinite without a limit."""
        return float("inf") if self.limit is None else self.limit - (time.monotonic() - self.began)

    @property
    def over(self) -> bool:
        return self.left <= 0 or (self.cancel is not None and self.cancel())

    def steps(self, count: int, part: float = 1.0, *, tell: bool = True) -> Iterator[int]:
        """0..count-1, telling progress, until the time is over, or ``part`` of what is left of it."""
        until = self.left * (1 - part) if self.limit is not None else 0.0
        for step in range(count):
            if self.over or self.left < until:
                return
            if tell:
                self.tell(step / count)
            yield step

    def finish(self) -> None:
        self.high = WHOLE
        self.tell(1.0)
