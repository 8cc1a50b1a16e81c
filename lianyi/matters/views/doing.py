"""One act on one matter: its form, and what becomes of it. Whoever acts on an older state is told first."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.matters import queries
from lianyi.matters.forms.acts import ActForm
from lianyi.matters.models import Matter, Step
from lianyi.matters.rules import CARRIERS
from lianyi.matters.views import checklists, crossing, ending, handing, working
from lianyi.matters.views.acts import Act, Standing
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope.marks import open_to

ACTS = {act.name: act for act in (*working.ACTS, *handing.ACTS, *ending.ACTS, *crossing.ACTS, *checklists.ACTS)}


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(*CARRIERS)
def do(request: Request, pk: int, name: str) -> HttpResponse:
    """The form of an act, in a dialog or as a page; or the act itself."""
    act = ACTS.get(name)
    if act is None:
        raise Http404
    if request.method == "POST":
        return _done(request, pk, act)
    matter = queries.matter(pk, for_=request.actor)
    if not act.offered(Standing(matter, request.actor)):
        messages.warning(request, _("This cannot be done with the matter as it is now."))
        return redirect("matters:matter", pk)
    form = act.form(matter=matter, actor=request.actor, initial={"seen": seen_of(matter)})
    return _page(request, matter, act, form)


def seen_of(matter: Matter, last: int | None = None) -> str:
    """What tells one state of a matter from another: its last step (asked for unless given), and where it stands."""
    if last is None:
        last = Step.objects.filter(matter=matter).order_by("-pk").values_list("pk", flat=True).first() or 0
    return ".".join(str(part or 0) for part in (last, matter.state, matter.body_id, matter.owner_id, matter.subject_id))


def _done(request: Request, pk: int, act: Act) -> HttpResponse:
    """Acts while nobody else can, so that what the form was filled in for is still so."""
    went_on: str | None = None

    def run() -> None:
        nonlocal went_on
        went_on = act.run(request, matter, form)

    with transaction.atomic():
        matter = queries.matter(pk, for_=request.actor, noted=False, locked=True)
        form = act.form(request.POST, matter=matter, actor=request.actor)
        is_stale = not _is_as_seen(form, matter)
        if not is_stale and done(form, run):
            messages.success(request, str(act.done))
            return redirect(went_on or reverse("matters:matter", args=[pk]))
    if form.is_empty and not is_stale:
        for error in form.non_field_errors():
            messages.error(request, str(error))
        return redirect("matters:matter", pk)
    news = _since(form, matter) if is_stale else None
    return _page(request, matter, act, _shown_again(form, matter), news)


def _is_as_seen(form: ActForm, matter: Matter) -> bool:
    """A claim needs no look at the state: the first one gets it, and the other is told who."""
    return form.is_empty or form.data.get("seen", "") == seen_of(matter)


def _shown_again(form: ActForm, matter: Matter) -> ActForm:
    """The same answers with the state as it is now: sent once more, they are acted on."""
    form.data = {**form.data.dict(), "seen": seen_of(matter)}  # type: ignore[attr-defined]
    return form


def _since(form: ActForm, matter: Matter) -> list[Step]:
    """What was written down since the page was shown."""
    last = form.data.get("seen", "").partition(".")[0]
    after = int(last) if last.isdecimal() and len(last) < 19 else 0
    return list(Step.objects.filter(matter=matter, pk__gt=after).order_by("pk"))


def _page(request: Request, matter: Matter, act: Act, form: ActForm, news: list[Step] | None = None) -> HttpResponse:
    context = {"section": "matters", "matter": matter, "act": act, "form": form, "news": news}
    if "HX-Request" in request.headers:
        return render(request, "matters/desk/act_dialog.html", context)
    return render(request, "matters/desk/act.html", context, status=422 if form.is_bound else 200)
