"""The published result as workbooks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianyi.groups import codes
from lianyi.groups.figures import shown_level
from lianyi.groups.models import Placement
from lianyi.groups.queries.drafts import rows_by_serial
from lianyi.groups.result_pages import DeskResult, watermark
from lianyi.groups.wording import level_name
from lianyi.scope import Actor
from lianyi.sheets import write_xlsx
from lianyi.wording import term

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def groups(page: DeskResult, actor: Actor) -> bytes:
    """One row a group, without the people."""
    headings = [
        _("No."),
        pgettext("thing", "Name"),
        term("bond"),
        _("Begins on"),
        term("lead"),
        _("Members"),
        _("Meets at"),
        _("Meets when"),
    ]
    rows: list[list[str | int]] = [
        [
            one.row.proposed.number,
            one.row.proposed.name,
            one.bond,
            one.since.isoformat() if one.since else "",
            one.lead,
            one.row.size,
            one.row.proposed.meets_at,
            one.row.proposed.meets_when,
        ]
        for one in page.groups
    ]
    return write_xlsx(headings, rows, title=str(page.publication.formation), sheet_name=term("group", 2))


def people(page: DeskResult, actor: Actor) -> bytes:
    """One row a person, group by group; who took it out stands in the first row."""
    headings = [_("Group no."), term("group"), _("Form no."), _("Name"), _("Choice")]
    asked = rows_by_serial(page.publication.draft)
    rows: list[list[str | int]] = [
        [
            one.row.proposed.number,
            one.row.proposed.name,
            codes.paper_number(placement.form.serial),
            placement.form.person.name,
            _choice(placement, asked.get(placement.form.serial)),
        ]
        for one in page.groups
        for placement in one.row.people
    ]
    return write_xlsx(headings, rows, title=watermark(actor), sheet_name=term("member", 2))


def _choice(placement: Placement, row: list[Any] | None) -> str:
    """Which choice it was; nothing when the wishes are forgotten."""
    return "" if row is None else level_name(shown_level(row, placement.level))
