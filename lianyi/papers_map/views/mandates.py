"""Mandates at the desk: written, printed, signed, taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.matters.models import Asker
from lianyi.matters.queries import matter as opened
from lianyi.matters.rules import CARRIERS
from lianyi.papers_map.actions import mandates
from lianyi.papers_map.forms.matters import MandateForm, SignForm
from lianyi.papers_map.models import Errand, Mandate
from lianyi.papers_map.queries import plans as queries
from lianyi.papers_map.views.acting import form_page
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*CARRIERS)
def write(request: Request, pk: int) -> HttpResponse:
    """A mandate for papers of the plan; those a helper is to fetch are ticked."""
    matter = opened(pk, for_=request.actor, noted=request.method != "POST")
    plan = queries.plan_of(matter)
    if plan is None:
        raise OutOfScope
    errands = queries.errands_of(plan)
    by_helper = {one.certificate_id for one in errands if one.way == Errand.Way.PROXY}
    initial = {"certificates": by_helper, "scope": _("Apply for and collect the papers below")}
    form = MandateForm(request.POST or None, certificates={one.certificate_id for one in errands}, initial=initial)
    made: list[Mandate] = []

    def act() -> None:
        made.append(mandates.write_mandate(matter, form.facts(), by=request.actor))

    back = reverse("papers_map:of_matter", args=[pk])
    page = form_page(request, form, _("A mandate for a helper"), act, back, section="matters")
    return redirect("papers_map:mandate_paper", made[0].pk) if made else page


@require_safe
@open_to(*CARRIERS)
def paper(request: Request, pk: int) -> HttpResponse:
    """The mandate on one page, in both languages, with lines to sign on."""
    mandate = queries.mandate(pk, for_=request.actor)
    context = {
        "mandate": mandate,
        "papers": mandate.certificates.all(),
        "asker": Asker.objects.filter(matter=mandate.matter).first(),
        "last": queries.last_day(mandate),
    }
    return render(request, "papers_map/paper/mandate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*CARRIERS)
def sign(request: Request, pk: int) -> HttpResponse:
    mandate = queries.mandate(pk, for_=request.actor)
    form = SignForm(request.POST or None)

    def act() -> None:
        mandates.sign_mandate(mandate, by=request.actor, **form.cleaned_data)

    back = reverse("papers_map:of_matter", args=[mandate.matter_id])
    return form_page(request, form, _("The mandate is signed"), act, back, section="matters")


@require_POST
@open_to(*CARRIERS)
def revoke(request: Request, pk: int) -> HttpResponse:
    mandate = queries.mandate(pk, for_=request.actor)
    with told(request):
        mandates.revoke_mandate(mandate, by=request.actor)
        messages.success(request, _("The mandate is taken back."))
    return redirect("papers_map:of_matter", mandate.matter_id)
