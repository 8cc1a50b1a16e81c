"""The list of subjects, and one with who is responsible for it."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.dated import day_asked
from lianyi.request import Request
from lianyi.responsibilities import actions, queries
from lianyi.responsibilities.forms import EndSubjectForm, SubjectForm
from lianyi.responsibilities.views.acting import form_page
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = queries.subjects(words=words, on=day_asked(request))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": "responsibilities", "view": "list", "page": page, "words": words}
    return render(request, "responsibilities/subjects.html", context)


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def show(request: Request, pk: int) -> HttpResponse:
    found, day = queries.subject(pk), day_asked(request)
    rows = list(queries.duties_of(found).order_by("role", "-starts_on", "pk"))
    context = {
        "section": "responsibilities",
        "subject": found,
        "day": day,
        "now": [row for row in rows if row.holds_on(day)],
        "other": [row for row in rows if not row.holds_on(day)],
        "is_needed": found.holds_on(day),
    }
    return render(request, "responsibilities/subject.html", context)


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def add(request: Request) -> HttpResponse:
    form = SubjectForm(request.POST or None, initial={"name": request.GET.get("name", "")[:80]})

    def act() -> None:
        actions.add_subject(form.cleaned_data, by=request.actor)

    return form_page(request, form, _("Add a subject"), act, reverse("responsibilities:list"))


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def change(request: Request, pk: int) -> HttpResponse:
    found = queries.subject(pk)
    form = SubjectForm(request.POST or None, initial={name: getattr(found, name) for name in SubjectForm.base_fields})

    def act() -> None:
        actions.change_subject(found, form.cleaned_data, by=request.actor)

    title = _("Change %(name)s") % {"name": found.name}
    return form_page(request, form, title, act, reverse("responsibilities:subject", args=[pk]))


@get_or_post
@open_to(Role.STAFF, Role.ADMIN)
def end(request: Request, pk: int) -> HttpResponse:
    found = queries.subject(pk)
    form = EndSubjectForm(request.POST or None)

    def act() -> None:
        actions.end_subject(found, by=request.actor, **form.cleaned_data)

    title = _("%(name)s is no longer needed") % {"name": found.name}
    return form_page(request, form, title, act, reverse("responsibilities:subject", args=[pk]))
