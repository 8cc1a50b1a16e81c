"""The rows of a file that were not taken, as a file to correct and import again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.rosters.models import Upload
from lianyi.rosters.plan import Plan
from lianyi.rosters.wording import finding_text
from lianyi.sheets.importing import Interpretation
from lianyi.sheets.reading import read_table
from lianyi.sheets.sheet import Cell, Sheet
from lianyi.sheets.writing import Output, write_xlsx


def left_rows(upload: Upload, interpretation: Interpretation, plan: Plan) -> bytes | None:
    """An .xlsx with the headings as they were and what to correct at the end of each row; None when every row is good.

    Columns that are never stored are not stored here either: their cells stay empty.
    """
    bad = [row.number for row in plan.rows if row.outcome == "bad"]
    memory = interpretation.memory()
    if not bad or memory is None or interpretation.headings is None:
        return None
    refused = {found.index for found in interpretation.not_stored_columns}
    sheet = read_table(bytes(upload.content), upload.name, sheet=interpretation.sheet_name)
    width = len(memory.headings)
    advice: dict[int, list[str]] = defaultdict(list)
    for finding in plan.findings:
        if finding.severity == "error":
            advice[finding.row].append(finding_text(finding.code, finding.params, get_language() or ""))
    return write_xlsx(
        [*memory.headings, _("What to correct")],
        ([*_cells(sheet, number - 1, width, refused), "\n".join(advice[number])] for number in bad),
        title=memory.title,
        groups=[*memory.groups, ""] if memory.groups else (),
    )


def _cells(sheet: Sheet, row: int, width: int, refused: set[int]) -> Iterator[Output]:
    for column in range(width):
        yield None if column in refused else _output(sheet.cell(row, column))


def _output(value: Cell) -> Output:
    return value if isinstance(value, str | int | float | bool | date) else str(value)
