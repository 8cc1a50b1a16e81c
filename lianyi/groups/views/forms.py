"""The wish form by personal link: no account, whoever holds the code is taken for its person."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lianyi import guessing
from lianyi.groups import codes
from lianyi.groups.actions.answers import Arrival, answer_form
from lianyi.groups.forms.answers import AnswerForm
from lianyi.groups.models import Answer, Formation, WishForm
from lianyi.groups.naming import short_name
from lianyi.groups.queries import answers as queries
from lianyi.private import private
from lianyi.refusing import told
from lianyi.request import Request
from lianyi.scope import Actor
from lianyi.scope.marks import open_to_everyone

View = Callable[..., HttpResponse]


def by_code(view: View) -> View:
    """Finds the form of the code in the address; after too many wrong codes nothing is looked up for a while."""

    @wraps(view)
    def shown(request: Request, code: str) -> HttpResponse:
        form = _find(request, code)
        if isinstance(form, WishForm):
            return view(request, form)
        return form

    return shown


@open_to_everyone
@private
def enter_code(request: Request) -> HttpResponse:
    typed = request.POST.get("code", "")
    if request.method != "POST":
        return render(request, "groups/forms/enter.html")
    found = _find(request, typed)
    if isinstance(found, WishForm):
        return redirect("groups:web_form", codes.shown(codes.code_of(found.nonce)))
    return found


@open_to_everyone
@private
@by_code
def web_form(request: Request, form: WishForm) -> HttpResponse:
    formation, answer = form.formation, queries.newest_answer(form)
    context = _context(form, answer)
    if not formation.takes_answers(timezone.now()):
        passed = formation.deadline is not None and formation.deadline <= timezone.now()  # it may be closed sooner
        return render(request, "groups/forms/closed.html", context | {"deadline_passed": passed})
    filled = AnswerForm(request.POST or None, formation=formation, answer=answer)
    if filled.is_valid():
        arrival = Arrival(Answer.Channel.WEB, filled.cleaned_data["sees"])
        with told(request):
            answer_form(form, filled.content, arrival, by=Actor.bearer(form.person_id))
            return redirect("groups:receipt", context["code"])
    return render(request, "groups/forms/fill.html", context | {"form": filled})


@require_safe
@open_to_everyone
@private
@by_code
def receipt(request: Request, form: WishForm) -> HttpResponse:
    answer = queries.newest_answer(form)
    if answer is None:
        return redirect("groups:web_form", codes.shown(codes.code_of(form.nonce)))
    return render(request, "groups/forms/receipt.html", _context(form, answer) | {"things": _things(answer)})


def _find(request: Request, typed: str) -> WishForm | HttpResponse:
    address = request.META.get("REMOTE_ADDR", "")
    if guessing.too_many(address):
        problem = _("There were many wrong codes from your network. Please try again in ten minutes.")
        return render(request, "groups/forms/enter.html", {"problem": problem}, status=429)
    form = queries.form_by_code(typed)
    if form is not None:
        return form
    guessing.count_wrong(address)
    context = {"problem": _problem_with(typed), "typed": typed[:20]}
    return render(request, "groups/forms/enter.html", context, status=404)


def _problem_with(typed: str) -> str:
    digits = codes.digits_of(typed)
    if digits.isdecimal() and len(digits) < codes.LENGTH:
        return _(
            "This is the number of your form. Please type the code: ten letters and digits, which stand beside the"
            " square picture."
        )
    return _("There is no form with this code. Please compare it with your paper, letter by letter.")


def _things(answer: Answer) -> int:
    """How many things we wrote down of somebody: each wish, each text, and what shall be otherwise."""
    texts = (answer.trade, answer.area, answer.hobby, answer.remark)
    return answer.wishes.count() + 1 + sum(bool(text) for text in texts)


def _context(form: WishForm, answer: Answer | None) -> dict[str, Any]:
    formation = form.formation
    return {
        "wish_form": form,
        "formation": formation,
        "name": short_name(form.person.name),
        "code": codes.shown(codes.code_of(form.nonce)),
        "answer": answer,
        "takes_answers": formation.takes_answers(timezone.now()),
        "is_published": formation.state == Formation.State.PUBLISHED,
    }
