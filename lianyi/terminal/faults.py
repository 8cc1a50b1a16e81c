"""Faults in what the user gave, collected so that all of them are told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Fault:
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class FaultsError(Exception):
    """The input cannot be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.code for fault in faults))
