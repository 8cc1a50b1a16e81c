"""Excel and CSV in and out. Pure: no Django, no clock, no network; nothing in a file is ever calculated or run.

In, for a screen that imports::

    layout = load_layout("roster")                       # layout_names() lists them
    check_size(upload.size)                              # before the upload is read
    result = interpret_file(data, upload.name, layout, today=today, progress=tell)

`interpret_file` raises UnreadableFile(code, params) when nothing can be read; else the Interpretation says everything:

- `headings` (row, columns), `unknown_columns`, `not_stored_columns` (each with its `reason`), `missing_columns`;
- `rows`: Row(number as Excel shows it, values by key: str, int, bool, PartialDate or None); `good_rows`: those without
  an error; `is_usable`: false when headings or required columns are missing;
- `problems`: Problem(row, column letter, heading, code, severity "error" | "warning", params, value);
- `memory()`: the headings as they were, to be kept (`to_json`) for the export.

A person who knows better calls `read_table(data, filename, sheet=...)` (`list_sheets` names them) and
`interpret(sheet, layout, today=..., heading_row=..., assign={index from 0: key or None})`. `progress(done, total)` may
raise to cancel. `fingerprint(data)` tells the same file from another. `message(problem, language)` gives the text of a
Problem or an UnreadableFile, `reason_text(reason, language)` that of a column which is not stored.

Out: `export_xlsx(memory, layout, records)` and `export_csv` restore the headings of a remembered form
(`HeadingMemory.of_layout(layout, language)` when there is none); `write_xlsx` and `write_csv` take plain headings and
rows; `write_template(layout, language)` is the empty form.
"""

from lianyi.sheets.columns import Choice, Column, Layout, LayoutError, layout_names, load_layout
from lianyi.sheets.dates import PartialDate
from lianyi.sheets.headings import FoundColumn, Headings, find_headings
from lianyi.sheets.importing import Interpretation, interpret, interpret_file
from lianyi.sheets.limits import DEFAULT_LIMITS, Limits, check_size
from lianyi.sheets.memory import HeadingMemory
from lianyi.sheets.messages import message, reason_text
from lianyi.sheets.problems import Problem, UnreadableFile
from lianyi.sheets.reading import fingerprint, list_sheets, read_table, read_tables
from lianyi.sheets.rows import Row
from lianyi.sheets.sheet import Sheet
from lianyi.sheets.writing import export_csv, export_xlsx, write_csv, write_template, write_xlsx

__all__ = [
    "DEFAULT_LIMITS",
    "Choice",
    "Column",
    "FoundColumn",
    "HeadingMemory",
    "Headings",
    "Interpretation",
    "Layout",
    "LayoutError",
    "Limits",
    "PartialDate",
    "Problem",
    "Row",
    "Sheet",
    "UnreadableFile",
    "check_size",
    "export_csv",
    "export_xlsx",
    "find_headings",
    "fingerprint",
    "interpret",
    "interpret_file",
    "layout_names",
    "list_sheets",
    "load_layout",
    "message",
    "read_table",
    "read_tables",
    "reason_text",
    "write_csv",
    "write_template",
    "write_xlsx",
]
