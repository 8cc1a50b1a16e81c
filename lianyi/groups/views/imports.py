"""Bringing a list of proposed groups; it is short, so nothing has to wait for the worker.

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
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi.dated import today
from lianyi.groups.actions.proposals import Proposal, propose_groups
from lianyi.groups.models import Formation
from lianyi.groups.queries.rounds import formation_of
from lianyi.groups.sheets.lines import Line, lines_of
from lianyi.groups.sheets.proposals import read_proposals
from lianyi.groups.sheets.reading import Reading
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.sheets import (
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


@require_safe
@open_to(Role.STAFF)
def proposed_template(request: Request, pk: int) -> HttpResponse:
    formation_of(pk, for_=request.actor)
    return template_of("proposed_groups")


def template_of(layout: str) -> HttpResponse:
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
    return Preview(reading, lines_of(sheet, reading), token)


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


def _salt(formation: Formation, layout: str) -> str:
    return f"lianyi.groups.import:{layout}:{formation.pk}"
