"""Wish forms on paper: one sheet a person, printed in batches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from lianyi.groups import codes
from lianyi.groups.models import Formation, WishForm
from lianyi.groups.queries import answers as queries
from lianyi.groups.queries.rounds import formation_of, proposed_by_bond
from lianyi.journal.actions import look
from lianyi.qr import picture_of
from lianyi.request import Request
from lianyi.scope import Actor, Role
from lianyi.scope.marks import open_to

BATCH = 500
MANY_GROUPS = 30


@dataclass(frozen=True)
class Sheet:
    """What stands on one paper: whose it is, its number, the code and the picture of the link."""

    name: str
    address: str
    number: str
    code: str
    link: str
    picture: SafeString


@require_safe
@open_to(Role.STAFF)
def paper(request: Request, pk: int) -> HttpResponse:
    """Chooses what to print; how many batches of sheets that makes."""
    formation = formation_of(pk, for_=request.actor)
    counts = {who: _chosen(formation, who, "", request.actor).count() for who in ("all", "waiting")}
    batches = {who: range(1, -(-count // BATCH) + 1) for who, count in counts.items()}
    context = {"formation": formation, "counts": counts, "batches": batches, "size": BATCH}
    return render(request, "groups/paper/choose.html", context)


@require_safe
@open_to(Role.STAFF)
def sheets(request: Request, pk: int) -> HttpResponse:
    """One batch of forms, or a single one (?serial=)."""
    formation = formation_of(pk, for_=request.actor)
    asked = request.GET
    forms = queries.in_order_of_homes(_chosen(formation, asked.get("who", ""), asked.get("serial", ""), request.actor))
    batch = max(int(asked["batch"]), 1) if asked.get("batch", "").isdecimal() else 1
    rows = queries.rows(forms[(batch - 1) * BATCH : batch * BATCH])
    ids = [row.form.person_id for row in rows]
    look(ids, by=request.actor, what="paper_forms", community_id=formation.community_id)
    printed = {
        "formation": formation,
        "by_bond": proposed_by_bond(formation),
        "ranks": range(1, formation.max_wishes + 1),
    }
    context = {
        "formation": formation,
        # What is the same on all sheets is rendered once, not hundreds of times.
        "same": render_to_string("groups/paper/same.html", printed),
        "small": render_to_string("groups/paper/small.html", printed),
        "is_crowded": formation.proposed.count() > MANY_GROUPS,
        "is_large": asked.get("edition") == "large",
        "entrance": request.build_absolute_uri(reverse("groups:enter_code")),
        "sheets": [_sheet(request, row) for row in rows],
    }
    return render(request, "groups/paper/sheets.html", context)


def _chosen(formation: Formation, who: str, serial: str, actor: Actor) -> Any:
    find = queries.waiting if who == "waiting" else queries.forms_of
    found = find(formation, for_=actor)
    return found.filter(serial=int(serial)) if serial.isdecimal() else found


def _sheet(request: Request, row: queries.FormRow) -> Sheet:
    form: WishForm = row.form
    code = codes.shown(codes.code_of(form.nonce))
    link = request.build_absolute_uri(reverse("groups:web_form", args=[code]))
    return Sheet(form.person.name, row.address, row.number, code, link, picture_of(link))
