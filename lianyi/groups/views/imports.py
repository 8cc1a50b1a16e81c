"""Bringing lists: proposed groups, and answers that somebody typed into a sheet.

The first request reads the file and shows what it means; what can be taken travels, signed, in the page and comes
back with the second request. Nothing is kept on the server in between.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.groups.actions.answers import Arrival, Content, Incoming, answer_many
from lianyi.groups.actions.proposals import Proposal, propose_groups
from lianyi.groups.models import Answer, Formation
from lianyi.groups.queries.rounds import formation_of
from lianyi.groups.sheets.answers import read_answers
from lianyi.groups.sheets.proposals import read_proposals
from lianyi.groups.sheets.reading import Reading
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.sheets import (
    Interpretation,
    UnreadableFile,
    check_size,
    interpret_file,
    load_layout,
    message,
    write_template,
)

HOUR = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Line:
    """A problem as the page shows it."""

    row: int
    heading: str
    text: str
    is_error: bool


@dataclass(frozen=True)
class Preview:
    """What a file means, before anything is saved."""

    reading: Reading[Any]
    lines: list[Line]
    token: str

    @property
    def has_errors(self) -> bool:
        return any(line.is_error for line in self.lines)


@open_to(Role.STAFF)
def import_proposed(request: Request, pk: int) -> HttpResponse:
    formation = formation_of(pk, for_=request.actor)
    if rows := _confirmed(request, formation, "proposed_groups"):
        with told(request):
            made = len(propose_groups(formation, [Proposal(**row) for row in rows], by=request.actor))
            messages.success(request, ngettext("%(count)s proposed.", "%(count)s proposed.", made) % {"count": made})
            return redirect("groups:proposed", pk)
    preview = _preview(request, formation, "proposed_groups", read_proposals)
    return render(request, "groups/rounds/import_proposed.html", {"formation": formation, "preview": preview})


@open_to(Role.STAFF)
def import_answers(request: Request, pk: int) -> HttpResponse:
    formation = formation_of(pk, for_=request.actor)
    if rows := _confirmed(request, formation, "wishes"):
        with told(request):
            taken = answer_many(formation, map(_incoming, rows), _arrival(request), by=request.actor)
            messages.success(
                request, ngettext("%(count)s form taken in.", "%(count)s forms taken in.", taken) % {"count": taken}
            )
            return redirect("groups:formation", pk)
    context = {
        "formation": formation,
        "preview": _preview(request, formation, "wishes", read_answers),
        "after": not formation.takes_answers(timezone.now()),
    }
    return render(request, "groups/forms/import.html", context)


@require_safe
@open_to(Role.STAFF)
def proposed_template(request: Request, pk: int) -> HttpResponse:
    formation_of(pk, for_=request.actor)
    return _template("proposed_groups")


@require_safe
@open_to(Role.STAFF)
def answers_template(request: Request, pk: int) -> HttpResponse:
    formation_of(pk, for_=request.actor)
    return _template("wishes")


def _template(layout: str) -> HttpResponse:
    content = write_template(load_layout(layout), get_language() or "zh-hans")
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{layout}.xlsx"'}
    )


def _preview(
    request: Request, formation: Formation, layout: str, read: Callable[[Any, Formation], Reading[Any]]
) -> Preview | None:
    upload = request.FILES.get("file")
    if upload is None:
        return None
    try:
        check_size(upload.size or 0)
        sheet = interpret_file(upload.read(), upload.name or "", load_layout(layout), today=today())
    except UnreadableFile as problem:
        messages.error(request, message(problem, get_language() or ""))
        return None
    reading = read(sheet.good_rows, formation)
    token = signing.dumps([asdict(one) for one in reading.taken], salt=_salt(formation, layout), compress=True)
    return Preview(reading, _lines(sheet, reading), token)


def _lines(sheet: Interpretation, reading: Reading[Any]) -> list[Line]:
    language = get_language() or ""
    headings = {column.key: column.heading(language) for column in sheet.layout.columns}
    found = [Line(p.row, p.heading, message(p, language), p.severity == "error") for p in sheet.problems]
    found += [Line(problem.row, headings.get(problem.key, ""), problem.text, True) for problem in reading.problems]
    return sorted(found, key=lambda line: line.row)


def _confirmed(request: Request, formation: Formation, layout: str) -> list[dict[str, Any]]:
    """What the page of the first request brought back; nothing when it was changed or is too old."""
    token = request.POST.get("token", "")
    if not token:
        return []
    try:
        rows: list[dict[str, Any]] = signing.loads(token, salt=_salt(formation, layout), max_age=HOUR)
    except signing.BadSignature:
        messages.error(request, _("This page is too old. Please choose the file again."))
        return []
    return rows


def _incoming(row: dict[str, Any]) -> Incoming:
    content = row["content"] | {"wishes": tuple(row["content"]["wishes"])}
    return Incoming(row["serial"], row["sees"], Content(**content))


def _arrival(request: Request) -> Arrival:
    return Arrival(
        channel=Answer.Channel.PAPER,
        handed_in_in_time=request.POST.get("arrived") == "in_time",
        late_reason=request.POST.get("late_reason", "")[:200],
    )


def _salt(formation: Formation, layout: str) -> str:
    return f"lianyi.groups.import:{layout}:{formation.pk}"
