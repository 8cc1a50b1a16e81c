"""Raising a matter (诉求), without an account: what it is about, who has the same, what happened; and the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from lianyi import codes
from lianyi.matters.actions.intake import MOST_PICTURES, Opened, open_matter
from lianyi.matters.forms.pictures import ACCEPTED, FIELD, pictures_of
from lianyi.matters.forms.raising import RaiseForm
from lianyi.matters.holding import Holding, by_code, too_much_from
from lianyi.matters.models import Matter
from lianyi.matters.queries import similar
from lianyi.matters.sentence import holder
from lianyi.matters.uploads import RefuseLarge
from lianyi.photographs import MOST_BYTES
from lianyi.private import private
from lianyi.qr import picture_of
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope.marks import open_to_everyone
from lianyi.wording import rule


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_everyone
@csrf_exempt
@private
def raise_matter(request: Request) -> HttpResponse:
    """The token is checked one step later than elsewhere: once the form is read, no file can be refused any more."""
    request.upload_handlers.insert(0, RefuseLarge(request))
    return _raise_matter(request)


@csrf_protect
def _raise_matter(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _page(request, RaiseForm(actor=request.actor, at=request.GET.get("at", "")))
    form = RaiseForm(request.POST, actor=request.actor)
    if "send" not in request.POST:
        return _page(request, form, status=200 if form.is_valid() else 422)
    status = 422
    if form.is_valid() and (problem := too_much_from(request)):
        form.add_error(None, problem)
        status = 429
    elif form.is_valid() and (address := _send(request, form)):
        return redirect(address)
    return _page(request, form, status=status)


def _send(request: Request, form: RaiseForm) -> str:
    """Takes the matter in, and returns where its receipt is; "" when it was refused."""
    pictures = pictures_of(request, most=MOST_PICTURES)
    told: list[Opened] = []
    community = form.cleaned_data["community"]
    if not done(form, lambda: told.append(open_matter(community, form.told(pictures.taken), by=form.by))):
        return ""
    opened = told[0]
    if opened.is_known:
        messages.info(request, _("This was sent before, and is here once. To add something, use the page of it."))
    elif pictures.refused:
        for sentence in pictures.refused:
            messages.warning(request, sentence)
        messages.info(request, _("Everything else is here. You can add other pictures on the page of your matter."))
    return reverse("matters:receipt", args=[codes.shown(opened.code)])


def _page(request: Request, form: RaiseForm, status: int = 200) -> HttpResponse:
    """The first questions; once they are answered, the whole form below what others have raised already."""
    form.offer()
    is_whole = form.is_bound and ("whole" in request.POST or form.is_valid())
    asked = form.similar_to if form.is_bound and {"topic", "community"} <= form.cleaned_data.keys() else None
    context = {
        "section": "raise",
        "form": form,
        "is_whole": is_whole,
        "similar": similar(asked[0], community=asked[1], place=asked[2]) if asked and is_whole else [],
        "subject": form.chosen_way if asked else None,
        "has_lost_pictures": bool(request.FILES.getlist(FIELD)),
        **picture_limits(),
        **keeping(),
    }
    return render(request, "matters/public/raise.html", context, status=status)


def picture_limits() -> dict[str, Any]:
    megabytes = MOST_BYTES // (1024 * 1024)
    return {"most_pictures": MOST_PICTURES, "accepted": ACCEPTED, "largest": MOST_BYTES, "megabytes": megabytes}


def keeping() -> dict[str, Any]:
    """For how long what was written is kept."""
    return {"years": rule("privacy.keep_closed_matters_years").number}


@require_safe
@open_to_everyone
@private
@by_code
def receipt(request: Request, holding: Holding) -> HttpResponse:
    return render(request, "matters/public/receipt.html", _receipt(request, holding))


@require_safe
@open_to_everyone
@private
@by_code
def slip(request: Request, holding: Holding) -> HttpResponse:
    """The receipt on A4."""
    return render(request, "matters/public/slip.html", _receipt(request, holding))


@require_safe
@open_to_everyone
def paper_card(request: Request) -> HttpResponse:
    """The same questions on A4, for those who would rather write; the office keys them in."""
    address = request.build_absolute_uri(reverse("matters:raise"))
    context = {"kinds": Matter.Kind.choices, "address": address, "picture": picture_of(address), **keeping()}
    return render(request, "matters/public/paper.html", context)


def _receipt(request: Request, holding: Holding) -> dict[str, Any]:
    matter = holding.matter
    address = request.build_absolute_uri(reverse("matters:follow", args=[holding.code]))
    first = matter.hops.select_related("organisation").first()
    return {
        "holding": holding,
        "matter": matter,
        "code": holding.code,
        "address": address,
        "entrance": request.build_absolute_uri(reverse("matters:enter_code")),
        "picture": picture_of(address),
        "first": first,
        "went_to": holder(matter, first.organisation if first else None),
        **keeping(),
    }
