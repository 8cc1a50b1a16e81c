"""What was found in a file or about it: codes with parameters; the texts are in :mod:`lianyi.streets.messages`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Param = str | int | float
AT_MOST = 20  # rows that one finding names; `count` says how many there are


class Severity(StrEnum):
    """ERROR: what the row says is not used. WARNING: it is used, and somebody should look. NOTICE: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one file. ``rows`` are rows as a person counts them in the file (features from 1), the first
    ``AT_MOST`` of ``count``; both empty when it is about the whole file."""

    code: str
    severity: Severity
    params: Mapping[str, Param] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    count: int = 0


class UnusableFile(Exception):  # noqa: N818 - it reads as a finding, not as a fault of the program
    """Nothing of the file can be used. ``code`` and ``params`` have their texts where the findings have theirs."""

    def __init__(self, code: str, **params: Param) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, Param] = params


def about_rows(
    code: str, severity: Severity, rows: Sequence[int] | NDArray[np.int64], **params: Param
) -> list[Finding]:
    """One finding about these rows; none when there are no rows."""
    if not len(rows):
        return []
    told = tuple(int(row) for row in rows[:AT_MOST])
    return [Finding(code, severity, params, told, len(rows))]
