"""Write tables that Excel and WPS open without running anything in them, and empty forms to fill in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lianyi.sheets.columns import EXAMPLE_NOTES, Column, Layout
from lianyi.sheets.dates import PartialDate
from lianyi.sheets.memory import HeadingMemory
from lianyi.sheets.sheet import column_letter
from lianyi.sheets.texts import CONTROL

if TYPE_CHECKING:  # the library takes long to load, and most who import this write no workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Output = str | int | float | bool | date | PartialDate | None
# What a spreadsheet takes for the beginning of a formula.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_A4 = 9
_LONGEST = 32_767
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SAMPLED_ROWS = 200
_FORM_ROWS = 500


def write_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[Output]],
    *,
    title: str = "",
    groups: Sequence[str] = (),
    sheet_name: str = "Sheet1",
    validations: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """An .xlsx ready to be printed on A4, every text as text whatever it begins with.

    `title` becomes a merged row above the headings, `groups` a row of headings over them (equal neighbours merged);
    `validations` offers, per column from 0, the values to choose from.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook(write_only=True)
    table = book.create_sheet(_sheet_title(sheet_name))
    ahead, rest = _first(rows, _SAMPLED_ROWS)
    above = bool(title) + bool(groups)
    _set_up(table, headings, ahead, above + 1)
    if title:
        table.append([_heading_cell(table, title, size=14)])
        _merge(table, 1, 0, len(headings) - 1)
    for line in _heading_lines(headings, groups):
        table.append([_heading_cell(table, text) for text in line])
    if groups:
        _merge_groups(table, above, groups)
    for index, choices in (validations or {}).items():
        letter = column_letter(index)
        rule = DataValidation("list", formula1='"' + ",".join(choices) + '"', allow_blank=True)
        rule.add(f"{letter}{above + 2}:{letter}{above + 1 + _FORM_ROWS}")
        table.data_validations.append(rule)
    pens = [_Pen(table) for _ in range(max(len(headings), max(map(len, ahead), default=0)))]
    for part in (ahead, rest):
        for row in part:
            table.append([pen.write(value) for pen, value in zip(pens, row, strict=False)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Output]]) -> bytes:
    """A CSV in UTF-8 with the mark that Excel needs; texts that look like formulas get a leading apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([_csv_text(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
    return buffer.getvalue().encode("utf-8-sig")


def export_rows(
    memory: HeadingMemory, layout: Layout, records: Iterable[Mapping[str, Output]]
) -> Iterable[list[Output]]:
    """Records by key of the layout, in the order of a remembered form; columns it does not know stay empty."""
    columns = [layout.column(key) if key is not None else None for key in memory.keys]
    for number, record in enumerate(records, 1):
        yield [
            _exported(column, heading, record, number) for column, heading in zip(columns, memory.headings, strict=True)
        ]


def export_xlsx(memory: HeadingMemory, layout: Layout, records: Iterable[Mapping[str, Output]]) -> bytes:
    """The remembered form, filled in: its title, its headings in their order, yes/no and choices in its language."""
    rows = export_rows(memory, layout, records)
    return write_xlsx(memory.headings, rows, title=memory.title, groups=memory.groups, sheet_name=layout.title("zh"))


def export_csv(memory: HeadingMemory, layout: Layout, records: Iterable[Mapping[str, Output]]) -> bytes:
    return write_csv(memory.headings, export_rows(memory, layout, records))


def write_template(layout: Layout, language: str) -> bytes:
    """An empty form of a layout: headings (* marks required ones), one line of examples, lists to choose from."""
    zh = language.startswith("zh")
    headings = [column.heading(language) + ("*" if column.required else "") for column in layout.columns]
    validations = {index: choices for index, column in enumerate(layout.columns) if (choices := _offered(column, zh))}
    title = layout.title(language) + EXAMPLE_NOTES[0 if zh else 1]
    example = [_worded(column, column.example, zh) or None for column in layout.columns]
    rows = [example] if any(example) else []
    return write_xlsx(headings, rows, title=title, sheet_name=layout.title(language), validations=validations)


def _offered(column: Column, zh: bool) -> list[str]:
    if column.kind == "yes_no":
        return ["是", "否"] if zh else ["Yes", "No"]
    return [choice.label_zh if zh else choice.label_en for choice in column.choices if not column.other_choices]


def _exported(column: Column | None, heading: str, record: Mapping[str, Output], number: int) -> Output:
    if column is None:
        return None
    if column.kind == "sequence":
        return number
    return _worded(column, record.get(column.key), not heading.isascii())


def _worded(column: Column, value: Output, zh: bool) -> Output:
    """Yes/no and choices in one language."""
    if isinstance(value, bool):
        return ("是" if value else "否") if zh else ("Yes" if value else "No")
    for choice in column.choices:
        if value == choice.key:
            return choice.label_zh if zh else choice.label_en
    return value


def _first(rows: Iterable[Sequence[Output]], count: int) -> tuple[list[Sequence[Output]], Iterable[Sequence[Output]]]:
    """The first rows, by which the widths are chosen, and the others, still to come."""
    others = iter(rows)
    ahead = [row for _, row in zip(range(count), others, strict=False)]
    return ahead, others


def _set_up(table: WriteOnlyWorksheet, headings: Sequence[str], sample: list[Sequence[Output]], header: int) -> None:
    """Widths, frozen and repeated headings, A4. All of it must be said before the first row is written."""
    from openpyxl.worksheet.properties import PageSetupProperties

    total = 0
    for index, heading in enumerate(headings):
        texts = [heading, *(str(row[index]) for row in sample if index < len(row) and row[index] is not None)]
        width = min(max(max(map(_width, texts)) + 2, 6), 40)
        table.column_dimensions[column_letter(index)].width = width
        total += width
    table.freeze_panes = f"A{header + 1}"
    table.print_title_rows = f"1:{header}"
    table.page_setup.paperSize = _A4
    table.page_setup.orientation = "landscape" if total > 90 else "portrait"
    table.page_setup.fitToWidth, table.page_setup.fitToHeight = 1, 0
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    table.oddFooter.center.text = "&P / &N"


def _width(text: str) -> int:
    """In columns of a fixed-width font: a Chinese character takes two."""
    return max((sum(1 if ord(character) < 0x2E80 else 2 for character in line) for line in text.split("\n")), default=0)


class _Pen:
    """Writes the cells of one column. A row is written out at once, so one cell of each style serves for all rows."""

    def __init__(self, table: WriteOnlyWorksheet) -> None:
        from openpyxl.cell import WriteOnlyCell

        # "@" keeps a text a text when somebody edits it.
        self._plain = WriteOnlyCell(table)
        self._plain.number_format = "@"
        self._quoted = WriteOnlyCell(table)
        self._quoted.number_format = "@"
        self._quoted.quotePrefix = True

    def write(self, value: Output) -> WriteOnlyCell | int | float | bool | date | None:
        if isinstance(value, PartialDate):
            value = str(value)
        if not isinstance(value, str):
            return value
        return _as_text(self._quoted if value.startswith(_DANGEROUS) else self._plain, value)


def _as_text(cell: WriteOnlyCell, value: str) -> WriteOnlyCell:
    text = _ESCAPED.sub("_x005F_", CONTROL.sub("", value).replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _LONGEST:
        raise ValueError(f"a cell holds at most {_LONGEST} characters")
    cell.value = text
    # openpyxl makes a formula of "=..." and an error of "#N/A"; here a text is a text.
    cell.data_type = "s"
    return cell


def _heading_cell(table: WriteOnlyWorksheet, text: str, *, size: int = 11) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = _as_text(WriteOnlyCell(table), text)
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(_DANGEROUS)
    cell.font = Font(bold=True, size=size)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=size == 11)
    if size == 11:
        cell.fill = PatternFill("solid", start_color="FFE8EEF4")
        cell.border = Border(bottom=Side("thin"))
    return cell


def _csv_text(value: Output) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = CONTROL.sub("", value).lstrip()
        return "'" + text if text.startswith(_DANGEROUS) else text
    return str(value)


def _merge(table: WriteOnlyWorksheet, row: int, left: int, right: int) -> None:
    if right > left:
        table.merged_cells.add(f"{column_letter(left)}{row}:{column_letter(right)}{row}")


def _heading_lines(headings: Sequence[str], groups: Sequence[str]) -> list[list[str]]:
    """One row of headings, or two: a group over its first column, and what has no group in the upper row."""
    if not groups:
        return [list(headings)]
    upper, lower = [], []
    for index, (heading, group) in enumerate(zip(headings, groups, strict=True)):
        goes_on = index > 0 and group == groups[index - 1]
        upper.append(("" if goes_on else group) if group else heading)
        lower.append(heading if group else "")
    return [upper, lower]


def _merge_groups(table: WriteOnlyWorksheet, row: int, groups: Sequence[str]) -> None:
    left = 0
    for index in range(1, len(groups) + 1):
        if index == len(groups) or groups[index] != groups[left]:
            if groups[left]:
                _merge(table, row, left, index - 1)
            left = index
    for index, group in enumerate(groups):
        if not group:
            letter = column_letter(index)
            table.merged_cells.add(f"{letter}{row}:{letter}{row + 1}")


def _sheet_title(name: str) -> str:
    """Excel allows 31 characters and none of these."""
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31].strip("' ") or "Sheet1"
