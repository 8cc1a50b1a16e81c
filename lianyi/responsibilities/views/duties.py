"""Giving and ending roles."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.request import Request
from lianyi.responsibilities import actions, queries
from lianyi.responsibilities.forms import AssignForm, EndForm
from lianyi.responsibilities.views.acting import form_page
from lianyi.scope import Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def assign(request: Request, pk: int) -> HttpResponse:
    found = queries.subject(pk)
    form = AssignForm(request.POST or None, for_=request.actor)

    def act() -> None:
        data = form.cleaned_data
        actions.assign(
            found,
            data["organisation"],
            data["role"],
            form.ground(),
            area=data["area"],
            since=data["since"],
            by=request.actor,
        )

    title = _("Who is responsible: %(name)s") % {"name": found.name}
    return form_page(request, form, title, act, reverse("responsibilities:subject", args=[pk]))


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def end(request: Request, pk: int) -> HttpResponse:
    row = queries.duty(pk, for_=request.actor)
    form = EndForm(request.POST or None)
    title = _("%(body)s: %(name)s ends") % {"body": row.organisation.name, "name": row.subject.name}

    def act() -> None:
        actions.end_duty(row, by=request.actor, **form.cleaned_data)

    return form_page(request, form, title, act, reverse("responsibilities:subject", args=[row.subject_id]))
