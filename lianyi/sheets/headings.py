"""Find the heading row, wherever it stands, and say what each column is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lianyi.sheets.columns import Column, Layout
from lianyi.sheets.problems import Problem, ReasonCode
from lianyi.sheets.refusals import load_refusals
from lianyi.sheets.sheet import Sheet, column_letter, is_blank
from lianyi.sheets.texts import clean_text, match_key

SEARCHED_ROWS = 40
_LONGEST_HEADING = 20
Use = Literal["stored", "not_stored", "unknown", "duplicate", "blank"]
_MARKS = re.compile(r"[*:.。、?]+$|^[*]+|\((?:必填|选填|必填项|可选|required|optional)\)|(?<=.)(?:必填|选填)$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|〔[^〕]*〕")


@dataclass(frozen=True)
class FoundColumn:
    """One column of the file: `index` from 0, `heading` as it was written, and what becomes of it.

    `column` is set when the layout knows it (`stored`, or `duplicate` of an earlier one), `reason` when `not_stored`.
    """

    index: int
    heading: str
    use: Use
    column: Column | None = None
    reason: ReasonCode | None = None
    group: str = ""

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(frozen=True)
class Headings:
    """`row` is the first heading row (from 0), `depth` 1 or 2 rows; data begin at `row + depth`."""

    row: int
    depth: int
    title: str
    columns: tuple[FoundColumn, ...]

    @property
    def first_data_row(self) -> int:
        return self.row + self.depth

    def with_use(self, use: Use) -> list[FoundColumn]:
        return [found for found in self.columns if found.use == use]

    def stored(self) -> dict[str, FoundColumn]:
        """Key of a column of the layout → where it stands."""
        return {found.column.key: found for found in self.columns if found.use == "stored" and found.column}


def find_headings(
    sheet: Sheet, layout: Layout, *, row: int | None = None, assign: Mapping[int, str | None] | None = None
) -> Headings | None:
    """The heading row (or two of them) that names most columns; None when no row names any of the layout.

    A person may point to the row (`row`, as Excel numbers it) and say what a column is
    (`assign`: index from 0 → key of the layout, or None to leave it out).
    """
    rows = [row - 1] if row is not None else list(range(min(len(sheet.rows), SEARCHED_ROWS)))
    best, best_row, best_depth = 0, rows[0] if row is not None and assign else -1, 1
    for candidate in rows:
        upper = _score(layout, _labels(sheet, candidate, 1))
        lower = _score(layout, _labels(sheet, candidate + 1, 1))
        both = _score(layout, _labels(sheet, candidate, 2))
        # Two rows are a heading only when together they name more than either does alone.
        known, depth = (both, 2) if both > max(upper, lower) else (upper, 1)
        if known > best:
            best, best_row, best_depth = known, candidate, depth
    if best_row < 0:
        return None
    columns = _columns(layout, _labels(sheet, best_row, best_depth), assign or {})
    return Headings(best_row, best_depth, _title(sheet, best_row), tuple(columns))


def heading_problems(headings: Headings, layout: Layout) -> tuple[list[Problem], list[Column]]:
    """What is wrong with the headings as a whole, and the required columns that are missing."""
    problems: list[Problem] = []
    stored = headings.stored()
    row = headings.row + headings.depth
    missing = [column for column in layout.columns if column.required and column.key not in stored]
    for column in missing:
        problems.append(Problem(row, "", column.heading_zh, "missing_column", "error", column_params([column])))
    for keys in layout.one_of:
        if not stored.keys() & set(keys):
            wanted = [layout.column(key) for key in keys]
            problems.append(Problem(row, "", wanted[0].heading_zh, "missing_one_of", "error", column_params(wanted)))
    for twice in headings.with_use("duplicate"):
        first = stored[twice.column.key] if twice.column else twice
        params = {"first": first.heading, "first_column": first.letter}
        problems.append(
            Problem(row, twice.letter, twice.heading, "duplicate_heading", "warning", dict(params), twice.heading)
        )
    return problems, missing


def column_params(columns: list[Column]) -> dict[str, str | int | list[str]]:
    """Parameters that name columns in both languages, with the other headings that are accepted."""
    return {
        "headings_zh": [column.heading_zh for column in columns],
        "headings_en": [column.heading_en for column in columns],
        "synonyms": [text for column in columns for text in column.synonyms][:8],
    }


def heading_keys(text: str) -> Iterator[str]:
    """What a heading may match by, the more exact first: as written, without marks, without remarks in brackets."""
    key = match_key(text)
    yield key
    plain = key
    while (shorter := _MARKS.sub("", plain)) != plain:
        plain = shorter
    yield plain
    yield _MARKS.sub("", _BRACKETS.sub("", plain))


@dataclass(frozen=True)
class _Label:
    """What stands over one column: in the lower row, and over it in the upper one when there are two."""

    text: str
    group: str = ""

    def spellings(self) -> Iterator[str]:
        if self.group:
            # A name under "householder" is another thing than a name, so the pair is tried first.
            yield self.group + self.text
            yield self.text + self.group
        yield self.text


def _labels(sheet: Sheet, row: int, depth: int) -> list[_Label]:
    upper = [_text(sheet, row, index) for index in range(sheet.width)]
    if depth == 1:
        return [_Label(text) for text in upper]
    groups = _spread(sheet, row, upper)
    labels = []
    for index, text in enumerate(upper):
        lower = _text(sheet, row + 1, index)
        labels.append(_Label(lower, groups[index]) if lower else _Label(text))
    return labels


def _spread(sheet: Sheet, row: int, upper: list[str]) -> list[str]:
    """The upper row with each group heading over all its columns: by the merged ranges, in a CSV over the gap."""
    groups = list(upper)
    for merge in sheet.merges:
        if merge.top <= row <= merge.bottom:
            for index in range(merge.left, min(merge.right + 1, len(groups))):
                groups[index] = _text(sheet, merge.top, merge.left)
    if sheet.format == "csv":
        for index in range(1, len(groups)):
            groups[index] = groups[index] or groups[index - 1]
    return groups


def _text(sheet: Sheet, row: int, column: int) -> str:
    value = sheet.cell(row, column)
    return " ".join(clean_text(value)[0].split()) if isinstance(value, str) else ""


def _known(layout: Layout, label: _Label) -> Column | None:
    for spelling in label.spellings():
        for key in heading_keys(spelling):
            if column := layout.headings.get(key):
                return column
    return None


def _reason(label: _Label) -> ReasonCode | None:
    for spelling in label.spellings():
        for key in (spelling, *heading_keys(spelling)):
            if reason := load_refusals().reason(key):
                return reason
    return None


def _score(layout: Layout, labels: list[_Label]) -> int:
    """How many columns are known: different ones of the layout, and refused ones beside them."""
    filled = [label for label in labels if label.text]
    known = {column.key for label in filled if (column := _known(layout, label))}
    if not known:
        return 0
    return len(known) + sum(_is_refused(layout, label) for label in filled if len(label.text) <= _LONGEST_HEADING)


def _is_refused(layout: Layout, label: _Label) -> bool:
    return _known(layout, label) is None and _reason(label) is not None


def _columns(layout: Layout, labels: list[_Label], assign: Mapping[int, str | None]) -> list[FoundColumn]:
    matched = {
        index: column for index, label in enumerate(labels) if (column := _matched(layout, index, label, assign))
    }
    exact = Counter(column.key for index, column in matched.items() if _is_exact(column, labels[index], index, assign))
    taken: set[str] = set()
    found = []
    for index, label in enumerate(labels):
        column = matched.get(index)
        reason = _reason(label) if column is None and label.text else None
        use: Use = "stored" if column else "not_stored" if reason else "unknown" if label.text else "blank"
        if column:
            # Of two columns for one thing the one with the very heading counts, else the first.
            is_first = column.key not in taken
            is_beaten = exact[column.key] > 0 and not _is_exact(column, label, index, assign)
            if is_first and not is_beaten:
                taken.add(column.key)
            else:
                use = "duplicate"
        found.append(FoundColumn(index, label.text, use, column, reason, label.group))
    return found


def _matched(layout: Layout, index: int, label: _Label, assign: Mapping[int, str | None]) -> Column | None:
    if index in assign:
        key = assign[index]
        # What the law or the house rules out is not let in by renaming it.
        return None if key is None or _is_refused(layout, label) else layout.column(key)
    return _known(layout, label) if label.text else None


def _is_exact(column: Column, label: _Label, index: int, assign: Mapping[int, str | None]) -> bool:
    names = {match_key(text) for text in (column.heading_zh, column.heading_en, column.key)}
    return index in assign or any(key in names for key in heading_keys(label.text))


def _title(sheet: Sheet, row: int) -> str:
    """The first text above the headings."""
    for above in range(row):
        for value in sheet.rows[above]:
            if isinstance(value, str) and not is_blank(value):
                return " ".join(clean_text(value)[0].split())
    return ""
