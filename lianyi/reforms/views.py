"""The reform wizard: draft, see what it touches, complete it, carry it out, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.reforms import actions, queries, register, replaying
from lianyi.reforms.forms import STEPS, ReformForm, answers_of, body_choices
from lianyi.reforms.models import Reform
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import OutOfScope, Refused, Role
from lianyi.scope.marks import open_to
from lianyi.sheets import load_layout, write_template

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SECTION: dict[str, Any] = {"section": "reforms"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    context = {
        **SECTION,
        "reforms": queries.reforms(for_=request.actor),
        "may_draft": request.actor.is_(Role.ADMIN),
    }
    return render(request, "reforms/reforms.html", context)


@get_or_post
@open_to(Role.ADMIN)
def add(request: Request) -> HttpResponse:
    return _drafted(request, None, _("Draft a reform"), reverse("reforms:list"))


@get_or_post
@open_to(Role.ADMIN)
def back(request: Request, pk: int) -> HttpResponse:
    """The way back, as a reform of its own on a later day."""
    found = queries.reform(pk, for_=request.actor)
    title = _("The way back from %(title)s") % {"title": found.title}
    return _drafted(request, found, title, reverse("reforms:reform", args=[pk]))


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def show(request: Request, pk: int) -> HttpResponse:
    found = queries.reform(pk, for_=request.actor)
    may_change = request.actor.is_(Role.ADMIN) and found.state != Reform.State.APPLIED
    context = {**SECTION, "reform": found, "may_change": may_change, "is_admin": request.actor.is_(Role.ADMIN)}
    if found.state == Reform.State.APPLIED:
        return render(request, "reforms/applied.html", {**context, **_applied(found)})
    bodies = _bodies(found)
    context |= {
        "preview": queries.preview(found, asking=request.GET.get("asking", "")),
        "bodies": bodies,
        "step_forms": [(kind, title, form(bodies=bodies, prefix=kind)) for kind, (form, title, _made) in STEPS.items()],
    }
    return render(request, "reforms/draft.html", context)


@require_POST
@open_to(Role.ADMIN)
def add_step(request: Request, pk: int) -> HttpResponse:
    found = queries.reform(pk, for_=request.actor)
    kind = request.POST.get("kind", "")
    if kind not in STEPS:
        raise OutOfScope
    form_class, _title, made = STEPS[kind]
    form = form_class(request.POST, bodies=_bodies(found), prefix=kind)
    with told(request):
        if not form.is_valid():
            raise Refused(_("Please fill in the step: %(what)s") % {"what": _labels(form)})
        actions.add_step(found, made(form.cleaned_data, actions.next_key(found)), by=request.actor)
    return redirect("reforms:reform", pk)


@require_POST
@open_to(Role.ADMIN)
def remove_step(request: Request, pk: int, number: int) -> HttpResponse:
    actions.remove_step(queries.reform(pk, for_=request.actor), number, by=request.actor)
    return redirect("reforms:reform", pk)


@require_POST
@open_to(Role.ADMIN)
def answer(request: Request, pk: int) -> HttpResponse:
    """Answers where things go; or takes one answer back; or accepts what is proposed."""
    found = queries.reform(pk, for_=request.actor)
    with told(request):
        if request.POST.get("accept"):
            count = actions.accept_proposals(found, by=request.actor)
            messages.success(request, _("%(count)s proposals were taken over. Please check them.") % {"count": count})
        elif forget := request.POST.get("forget", ""):
            actions.forget_answers(found, queries.items_of_lines(found).get(forget, ()), by=request.actor)
        else:
            actions.answer(found, answers_of(request.POST, queries.items_of_lines(found)), by=request.actor)
    return redirect("reforms:reform", pk)


@require_POST
@open_to(Role.ADMIN)
def apply(request: Request, pk: int) -> HttpResponse:
    with told(request):
        actions.apply_reform(queries.reform(pk, for_=request.actor), by=request.actor)
        messages.success(
            request, _("The reform is carried out. Pages as of earlier days show the bodies of those days.")
        )
    return redirect("reforms:reform", pk)


@require_POST
@open_to(Role.ADMIN)
def undo(request: Request, pk: int) -> HttpResponse:
    with told(request):
        actions.undo_reform(queries.reform(pk, for_=request.actor), by=request.actor)
        messages.success(request, _("The reform is taken back: everything is as it was before."))
    return redirect("reforms:reform", pk)


@require_POST
@open_to(Role.ADMIN)
def discard(request: Request, pk: int) -> HttpResponse:
    with told(request):
        actions.discard(queries.reform(pk, for_=request.actor), by=request.actor)
        messages.success(request, _("The draft is thrown away."))
    return redirect("reforms:list")


@get_or_post
@open_to(Role.ADMIN)
def replay(request: Request, pk: int) -> HttpResponse:
    """Runs past matters through the draft, of the register or of a file. Nothing of the file is kept."""
    found = queries.reform(pk, for_=request.actor)
    context = {**SECTION, "reform": found, "months": register.MONTHS, "asked": request.POST.get("months", "12")}
    if request.method == "POST":
        with told(request):
            log = _past_matters(request)
            context |= {"log": log, "replayed": replaying.replay(found, log)}
    return render(request, "reforms/replay.html", context, status=200 if "log" in context or not request.POST else 422)


@require_safe
@open_to(Role.ADMIN)
def replay_template(_request: Request) -> HttpResponse:
    """The empty form of the list of past matters."""
    content = write_template(load_layout(replaying.LAYOUT), get_language() or "zh-hans")
    headers = {"Content-Disposition": f'attachment; filename="{replaying.LAYOUT}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _past_matters(request: Request) -> replaying.Log:
    months = request.POST.get("months", "")
    if months in [str(one) for one in register.MONTHS]:
        return register.read_register(int(months))
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused(_("Please choose a file."))
    return replaying.read_log(upload.read(), upload.name or "")


def _drafted(request: Request, reverses: Reform | None, title: str, back_to: str) -> HttpResponse:
    form = ReformForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.draft_reform(**form.cleaned_data, by=request.actor, reverses=reverses)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("reforms:reform", made.pk)
    context = {**SECTION, "form": form, "title": title, "back": back_to}
    return render(request, "reforms/form.html", context, status=422 if form.errors else 200)


def _applied(found: Reform) -> dict[str, Any]:
    return {"steps": queries.told(found), "matters": queries.matters_of(found)}


def _bodies(found: Reform) -> list[tuple[str, str]]:
    return body_choices(found.day, actions.created_names(actions.plan_of(found)))


def _labels(form: object) -> str:
    return ", ".join(str(form.fields[name].label) for name in form.errors if name in form.fields)  # type: ignore[attr-defined]
