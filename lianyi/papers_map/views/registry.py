"""The registry at the desk: certificates, where they are had, what they need, and what was not checked for long."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.dated import day_asked, today
from lianyi.papers_map import proofs
from lianyi.papers_map.actions import certificates, counters, requirements
from lianyi.papers_map.forms.registry import CertificateForm, CounterForm, EndForm, RequirementForm, group_name
from lianyi.papers_map.models import Certificate, Requirement
from lianyi.papers_map.queries import registry
from lianyi.papers_map.shown import yuan
from lianyi.papers_map.views.acting import form_page
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.responsibilities import hours
from lianyi.scope import Role
from lianyi.scope.marks import open_to

PER_PAGE = 50
SECTION = "papers_map"
KEEPERS = (Role.STAFF, Role.ADMIN)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(*KEEPERS)
def index(request: Request) -> HttpResponse:
    words, day = request.GET.get("q", "").strip()[:80], day_asked(request)
    found = registry.certificates(on=day, words=words).prefetch_related("counters__organisation", "requirements")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"section": SECTION, "view": "list", "page": page, "words": words}
    return render(request, "papers_map/desk/list.html", context)


@require_safe
@open_to(*KEEPERS)
def to_check(request: Request) -> HttpResponse:
    """What nobody has checked for a year, or is had at a counter that is no more."""
    page = Paginator(registry.to_check(today()), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "papers_map/desk/to_check.html", {"section": SECTION, "view": "to_check", "page": page})


@require_safe
@open_to(*KEEPERS)
def show(request: Request, pk: int) -> HttpResponse:
    found = registry.certificate(pk)
    there = set(registry.open_counters(today()).filter(certificate=found).values_list("pk", flat=True))
    at = [(one, hours.shown(one.hours) if one.hours else "", one.pk in there) for one in registry.counters_of(found)]
    needs = registry.requirements_of(found)
    context = {
        "section": SECTION,
        "certificate": found,
        "fee": yuan(found.fee),
        "counters": at,
        "always": [one for one in needs if not one.choice],
        "groups": [(group_name(key), rows) for key in requirements.GROUPS if (rows := _of_group(needs, key))],
        "needed_by": registry.needed_by(found),
        "proof": dict(proofs.choices()).get(found.proof, found.proof),
        "proof_rule": proofs.RULE if found.proof and proofs.the_rule() else "",
        "is_there": found.holds_on(today()),
    }
    return render(request, "papers_map/desk/certificate.html", context)


@get_or_post
@open_to(*KEEPERS)
def add(request: Request) -> HttpResponse:
    form = CertificateForm(request.POST or None)
    made: list[Certificate] = []

    def act() -> None:
        made.append(certificates.add_certificate(form.facts(), by=request.actor))

    page = form_page(request, form, _("Add a paper"), act, reverse("papers_map:list"))
    return redirect("papers_map:certificate", made[0].pk) if made else page


@get_or_post
@open_to(*KEEPERS)
def change(request: Request, pk: int) -> HttpResponse:
    found = registry.certificate(pk)
    form = CertificateForm.of(found, request.POST or None)

    def act() -> None:
        certificates.change_certificate(found, form.facts(), by=request.actor)

    return form_page(request, form, _("Change %(name)s") % {"name": found.name}, act, _page_of(pk))


@require_POST
@open_to(*KEEPERS)
def checked(request: Request, pk: int) -> HttpResponse:
    certificates.check_certificate(registry.certificate(pk), by=request.actor)
    messages.success(request, _("Noted: it holds as of today."))
    return redirect(_page_of(pk))


@get_or_post
@open_to(*KEEPERS)
def end(request: Request, pk: int) -> HttpResponse:
    found = registry.certificate(pk)
    form = EndForm(request.POST or None)

    def act() -> None:
        certificates.end_certificate(found, by=request.actor, **form.cleaned_data)

    return form_page(request, form, _("%(name)s is no more") % {"name": found.name}, act, _page_of(pk))


@get_or_post
@open_to(*KEEPERS)
def add_counter(request: Request, pk: int) -> HttpResponse:
    found = registry.certificate(pk)
    form = CounterForm(request.POST or None, for_=request.actor)

    def act() -> None:
        counters.add_counter(found, form.facts(), by=request.actor)

    return form_page(request, form, _("Where one gets %(name)s") % {"name": found.name}, act, _page_of(pk))


@get_or_post
@open_to(*KEEPERS)
def change_counter(request: Request, pk: int) -> HttpResponse:
    found = registry.counter(pk)
    form = CounterForm.of(found, request.POST or None, for_=request.actor)
    back = _page_of(found.certificate_id)

    def act() -> None:
        counters.change_counter(found, form.facts(), by=request.actor)

    return form_page(request, form, _("Where one gets %(name)s") % {"name": found.certificate.name}, act, back)


@require_POST
@open_to(*KEEPERS)
def remove_counter(request: Request, pk: int) -> HttpResponse:
    found = registry.counter(pk)
    counters.remove_counter(found, by=request.actor)
    messages.success(request, _("Taken away."))
    return redirect(_page_of(found.certificate_id))


@get_or_post
@open_to(*KEEPERS)
def add_requirement(request: Request, pk: int) -> HttpResponse:
    found = registry.certificate(pk)
    form = RequirementForm(request.POST or None, certificate=found)

    def act() -> None:
        requirements.add_requirement(found, by=request.actor, **form.cleaned_data)

    return form_page(request, form, _("What %(name)s needs") % {"name": found.name}, act, _page_of(pk))


@require_POST
@open_to(*KEEPERS)
def remove_requirement(request: Request, pk: int) -> HttpResponse:
    found = registry.requirement(pk)
    with told(request):
        requirements.remove_requirement(found, by=request.actor)
        messages.success(request, _("Taken away."))
    return redirect(_page_of(found.certificate_id))


def _of_group(needs: list[Requirement], key: str) -> list[Requirement]:
    return [one for one in needs if one.choice == key]


def _page_of(pk: int) -> str:
    return reverse("papers_map:certificate", args=[pk])
