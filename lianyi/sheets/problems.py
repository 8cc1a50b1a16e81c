"""What can be wrong with a sheet, as codes with parameters; the texts are in :mod:`lianyi.sheets.messages`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Param = str | int | list[str]

# The whole file cannot be read.
FileCode = Literal[
    "file_empty",
    "file_too_large",
    "file_unpacks_too_large",
    "file_damaged",
    "file_protected",
    "file_unsupported",
    "file_not_a_table",
    "file_unknown_encoding",
    "file_unclosed_quote",
    "file_too_many_rows",
    "file_too_many_columns",
    "file_unknown_sheet",
]

# The sheet as a whole, its headings, or one row of it.
RowCode = Literal[
    "no_heading_row",
    "no_data_rows",
    "missing_column",
    "missing_one_of",
    "duplicate_heading",
    "column_without_heading",
    "required_one_of",
    "duplicate_row",
    "possible_duplicate",
    "repeated_heading_skipped",
    "example_row_skipped",
    "total_row_skipped",
    "remark_row_skipped",
]

# One cell.
CellCode = Literal[
    "required_empty",
    "text_too_long",
    "control_characters",
    "formula_like_text",
    "formula_without_value",
    "error_value",
    "digits_lost",
    "turned_into_date",
    "not_a_name",
    "id_number_in_name",
    "phone_in_name",
    "id_number_in_date",
    "phone_in_date",
    "id_number_in_text",
    "not_a_date",
    "no_such_day",
    "two_digit_year",
    "absurd_year",
    "date_in_future",
    "date_is_today",
    "month_read_as_october",
    "month_read_as_january",
    "not_a_phone",
    "several_phones",
    "not_an_integer",
    "number_too_small",
    "number_too_large",
    "not_yes_no",
    "unknown_choice",
]

# Why the values of a column are never kept.
ReasonCode = Literal[
    "not_needed",
    "id_number",
    "sensitive",
    "forbidden_score",
    "forbidden_watch_list",
    "forbidden_belief",
    "forbidden_petition",
]

Code = FileCode | RowCode | CellCode | ReasonCode


class UnreadableFile(Exception):  # noqa: N818 - it reads as a finding, not as a fault of the program
    """The file cannot be read at all; nothing was taken from it."""

    def __init__(self, code: FileCode, **params: Param) -> None:
        super().__init__(code)
        self.code: FileCode = code
        self.params: dict[str, Param] = params


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with one value, before it is known where the value stands."""

    code: CellCode
    severity: Severity = "error"
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, and where: `row` as Excel numbers it (0: the whole sheet), `column` as a letter ("" for a row).

    `value` is what stood in the cell, shortened, with id numbers and telephone numbers masked.
    """

    row: int
    column: str
    heading: str
    code: RowCode | CellCode
    severity: Severity
    params: Mapping[str, Param] = field(default_factory=dict)
    value: str = ""
