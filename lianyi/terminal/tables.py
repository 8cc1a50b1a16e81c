"""One table of a .csv, .xlsx or .xls file, as text columns with headings of our own."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from lianyi.sheets import UnreadableFile, message, read_table
from lianyi.terminal.faults import Fault, FaultsError

LOOK_AT = 10  # rows in which the headings may stand
_CHINESE = {
    "id": "编号",
    "wish1": "第一志愿",
    "bond": "三缘",
    "min": "下限",
    "max": "上限",
    "group": "group",
}
Naming = Callable[[str], str | None]


@dataclass(frozen=True)
class Table:
    """``frame`` has our own column names; all cells are text. ``rows[i]`` is the row of the file as a person counts."""

    file: str
    frame: pd.DataFrame
    rows: "pd.Series[int]"
    headings: Mapping[str, str]


def read(path: Path, naming: Naming, needed: Sequence[str], chinese: bool) -> Table:
    """Read a file. ``naming`` gives our name for a heading, or None. Raises FaultsError."""
    try:
        data = path.read_bytes()
    except OSError:
        raise FaultsError([Fault("no_file", {"file": path.name})]) from None
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        frame, top = _workbook(data, path.name, naming, _spoken(needed, chinese), chinese)
    else:
        frame, top = _csv(data, path.name, naming, _spoken(needed, chinese))
    names = [naming(str(heading)) for heading in frame.columns]
    known = {name: str(heading) for name, heading in reversed([*zip(names, frame.columns, strict=True)]) if name}
    if absent := [name for name in needed if name not in known]:
        raise FaultsError([Fault("missing_columns", {"file": path.name, "columns": _spoken(absent, chinese)})])
    keep = [names.index(name) for name in dict.fromkeys(names) if name]
    frame = frame.iloc[:, keep].set_axis([str(names[at]) for at in keep], axis=1)
    rows = pd.Series(range(top + 2, top + 2 + len(frame)))
    filled = (frame != "").any(axis=1)
    return Table(path.name, frame[filled].reset_index(drop=True), rows[filled].reset_index(drop=True), known)


def _spoken(names: Iterable[str], chinese: bool) -> str:
    return "、".join(_CHINESE[name] for name in names) if chinese else ", ".join(names)


def _top(rows: Iterable[list[str]], file: str, naming: Naming, needed: str) -> int:
    """Which row holds the headings."""
    for number, row in enumerate(rows):
        names = {naming(cell) for cell in row} - {None}
        if "id" in names:
            return number
    raise FaultsError([Fault("no_headings", {"file": file, "needed": needed})])


def _csv(data: bytes, file: str, naming: Naming, needed: str) -> tuple[pd.DataFrame, int]:
    encoding = _encoding(data, file)
    start = data[:200_000].decode(encoding, errors="ignore")
    separator = max(",;\t", key=start.splitlines()[0].count) if start.strip() else ","
    head = [row for row, _ in zip(csv.reader(io.StringIO(start), delimiter=separator), range(LOOK_AT), strict=False)]
    top = _top(head, file, naming, needed)
    kinds = {number: "category" for number, heading in enumerate(head[top]) if naming(heading) != "id"}
    try:
        frame = pd.read_csv(
            io.BytesIO(data),
            encoding=encoding,
            sep=separator,
            skiprows=top,
            header=0,
            names=range(len(head[top])),
            dtype={number: kinds.get(number, str) for number in range(len(head[top]))},
            na_filter=False,
            skip_blank_lines=False,
            index_col=False,
        )
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise FaultsError([Fault("bad_row", {"file": file, "detail": str(error).strip().splitlines()[-1]})]) from None
    return frame.set_axis(head[top], axis=1), top


def _encoding(data: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise FaultsError([Fault("not_text", {"file": file})])


def _workbook(data: bytes, file: str, naming: Naming, needed: str, chinese: bool) -> tuple[pd.DataFrame, int]:
    try:
        sheet = read_table(data, file)
    except UnreadableFile as error:
        detail = message(error, "zh" if chinese else "en")
        raise FaultsError([Fault("unreadable", {"file": file, "detail": detail})]) from None
    rows = [[_text(sheet.cell(number, column)) for column in range(sheet.width)] for number in range(len(sheet.rows))]
    top = _top(rows[:LOOK_AT], file, naming, needed)
    return pd.DataFrame(rows[top + 1 :], columns=pd.Index(rows[top]), dtype=object), top


def _text(value: object) -> str:
    """A cell as text; whole numbers without the ".0" that Excel stores."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def plain(heading: str) -> str:
    """A heading for comparison: no spaces, no case, no remark in brackets."""
    return re.sub(r"[\s_*]+|[((].*?[))]", "", heading).lower()
