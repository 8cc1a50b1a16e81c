"""What the page of a file shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianyi.rosters import queries
from lianyi.rosters.models import Upload, UploadProblem
from lianyi.rosters.wording import column_use, field_text, finding_text, value_text

PER_PAGE = 50
ADDRESSES_LEFT = frozenset({"address_not_understood", "address_ambiguous", "home_unknown", "home_partly_unknown"})


@dataclass(frozen=True)
class ColumnRow:
    letter: str
    heading: str
    use: str
    text: str


@dataclass(frozen=True)
class ProblemRow:
    row: int
    column: str
    heading: str
    value: str
    is_error: bool
    weight: str
    text: str


@dataclass(frozen=True)
class ProblemKind:
    """`text` is the sentence of the first problem of this kind, by which people choose."""

    code: str
    is_error: bool
    count: int
    text: str


@dataclass(frozen=True)
class PreviewRow:
    """`fields` are label, value before, value after."""

    row: int
    name: str
    person: int | None
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Shown:
    columns: list[ColumnRow]
    stored: int
    kinds: list[ProblemKind]
    code: str
    page: Page[Any]
    problems: list[ProblemRow]
    changed: list[PreviewRow]
    new: list[PreviewRow]
    taken_before: Upload | None

    @property
    def addresses_left(self) -> int:
        """Of how many people who are taken the address is not, or only its first part."""
        return sum(kind.count for kind in self.kinds if kind.code in ADDRESSES_LEFT and not kind.is_error)

    @property
    def alike(self) -> int:
        """How many rows look like an organisation on record without being surely the same."""
        return sum(kind.count for kind in self.kinds if kind.code == "looks_like_body")

    @property
    def person_ids(self) -> list[int]:
        return [row.person for row in self.changed if row.person is not None]


def shown(upload: Upload, *, code: str, page: str | None) -> Shown:
    report: Mapping[str, Any] = upload.report or {}
    language = get_language() or ""
    columns = [
        ColumnRow(column["letter"], column["heading"], column["use"], column_use(column, upload.kind))
        for column in report.get("columns", ())
    ]
    found = Paginator(queries.problems(upload, code), PER_PAGE).get_page(page)
    preview = report.get("preview", {})
    return Shown(
        columns=columns,
        stored=sum(column.use in ("stored", "counted") for column in columns),
        kinds=list(_kinds(upload, language)),
        code=code,
        page=found,
        problems=list(problem_rows(found, language)),
        changed=[_preview(row, upload.kind) for row in preview.get("changed", ())],
        new=[_preview(row, upload.kind) for row in preview.get("new", ())],
        taken_before=queries.taken_before(upload),
    )


def problem_rows(found: Iterable[UploadProblem], language: str) -> Iterator[ProblemRow]:
    for problem in found:
        yield ProblemRow(
            problem.row,
            problem.column,
            problem.heading,
            problem.value,
            problem.is_error,
            _("must be corrected") if problem.is_error else _("please check"),
            finding_text(problem.code, problem.params, language),
        )


def _kinds(upload: Upload, language: str) -> Iterator[ProblemKind]:
    for code, is_error, count in queries.problem_kinds(upload):
        first = queries.problems(upload, code)[0]
        yield ProblemKind(code, is_error, count, finding_text(code, first.params, language))


def _preview(row: Mapping[str, Any], kind: str) -> PreviewRow:
    fields = [
        (field_text(field, kind), value_text(field, before, kind), value_text(field, after, kind))
        for field, before, after in row["fields"]
        if field != "name" or before
    ]
    return PreviewRow(row["row"], row["name"], row["person"], fields)
