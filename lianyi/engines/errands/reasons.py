"""Why something is as it is, or cannot be: codes and what they are about, for whoever puts them into words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A code with the keys and the number a message needs; what plays no part is empty."""

    code: str
    papers: tuple[str, ...] = ()
    counter: str = ""
    city: str = ""
    number: int = 0


class RefusedError(ValueError):
    """The problem contradicts itself; ``faults`` say where, all of them."""

    def __init__(self, faults: Iterable[Reason]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.code} {fault.papers} {fault.counter}".strip() for fault in self.faults))
