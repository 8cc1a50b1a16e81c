"""What somebody is told about a row, wherever it was found: in the cell itself or by comparing with the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lianyi.sheets.headings import Headings
from lianyi.sheets.problems import Param, Problem, Severity

# What only the comparison with the register can find. The texts are in `wording.py`.
OwnCode = Literal[
    "name_is_not_that_numbers",
    "same_name_other_phone",
    "same_name_other_home",
    "name_is_ambiguous",
    "same_person_twice",
    "same_name_new",
    "matched_by_name",
    "kind_assumed",
    "group_unknown",
    "post_without_group",
    "post_unknown",
    "address_not_understood",
    "address_contradicts",
    "address_ambiguous",
    "home_unknown",
    "home_partly_unknown",
    "parent_unknown",
    "parent_ambiguous",
    "parent_is_smaller",
    "level_above",
    "place_is_ambiguous",
    "credit_code_length",
    "credit_code_check",
    "credit_code_form",
    "credit_code_twice",
    "area_not_yours",
    "rows_look_alike",
    "looks_like_body",
    "body_matched_by_name",
    "body_renamed",
    "body_kind_unknown",
    "body_serves_elsewhere",
    "body_not_yours",
    "body_wishes_no_contact",
    "line_unknown",
    "line_ambiguous",
    "line_differs",
    "line_is_below",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is an `OwnCode` or one of `lianyi.sheets.problems`; `row` and `column` as Excel names them."""

    row: int
    column: str
    heading: str
    code: str
    severity: Severity
    params: Mapping[str, Param] = field(default_factory=dict)
    value: str = ""

    @classmethod
    def of(cls, problem: Problem) -> Finding:
        return cls(
            problem.row,
            problem.column,
            problem.heading,
            problem.code,
            problem.severity,
            problem.params,
            problem.value,
        )


class Findings:
    """Collects what the comparison finds, naming the cell by the key of its column."""

    def __init__(self, headings: Headings | None) -> None:
        self._stored = headings.stored() if headings else {}
        self.all: list[Finding] = []

    def add(self, row: int, key: str, code: OwnCode, severity: Severity, value: object = "", **params: Param) -> None:
        """`key` is a column of the layout; one that the file lacks leaves the cell open."""
        where = self._stored.get(key)
        letter, heading = (where.letter, where.heading) if where else ("", "")
        self.all.append(Finding(row, letter, heading, code, severity, params, str(value)))

    def is_bad(self, row: int) -> bool:
        return any(finding.row == row and finding.severity == "error" for finding in self.all[-10:])
