"""What is wrong with a question, as every engine says it: a code, how bad it is, and what a message needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Issue:
    """One thing wrong with the input. ``params`` are what a message needs; rows and columns count from 0."""

    code: str
    severity: Severity = Severity.ERROR
    params: Mapping[str, Any] = field(default_factory=dict)


class ProblemError(ValueError):
    """The input cannot be solved as it stands; ``issues`` say why."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("; ".join(f"{issue.code} {dict(issue.params)}" for issue in self.issues))
