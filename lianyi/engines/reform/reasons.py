"""Why something cannot be: codes and what they are about, for whoever puts them into words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reason:
    """A code with the keys, days (ISO) and targets a message needs."""

    code: str
    params: Mapping[str, int | str] = field(default_factory=dict)


class RefusedError(ValueError):
    """It cannot be done; ``faults`` say why, all of them that were found."""

    def __init__(self, faults: Iterable[Reason]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.code} {dict(fault.params)}" for fault in self.faults))
