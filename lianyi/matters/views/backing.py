"""Standing behind a public matter, with a code of one's own to follow it; and no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianyi import codes, refusing
from lianyi.matters.actions import asker, backing
from lianyi.matters.forms.raising import WhoForm
from lianyi.matters.holding import Holding, by_code, too_much_from
from lianyi.matters.models import Matter
from lianyi.matters.views.public import found_public, public_page
from lianyi.private import private
from lianyi.request import Request
from lianyi.scope import OutOfScope
from lianyi.scope.marks import open_to_everyone


@require_POST
@open_to_everyone
@private
def stand_behind(request: Request, number: int) -> HttpResponse:
    matter = found_public(number)
    form = WhoForm(request.POST, actor=request.actor)
    if form.is_valid() and (problem := too_much_from(request)):
        form.add_error(None, problem)
        return public_page(request, matter, form, status=429)
    made: list[str] = []
    if refusing.done(form, lambda: made.append(_stand_behind(matter, form))):
        return redirect("matters:receipt", made[0])
    return public_page(request, matter, form, status=422)


@require_POST
@open_to_everyone
@private
@by_code
def own_step_back(request: Request, holding: Holding) -> HttpResponse:
    if holding.backer is None:
        raise OutOfScope
    asker.step_back(holding.backer, by=holding.actor)
    messages.success(request, _("You no longer stand behind it, and nothing is kept of you."))
    return redirect("matters:enter_code")


def _stand_behind(matter: Matter, form: WhoForm) -> str:
    _backer, code = backing.stand_behind(
        matter, form.whose, channel=Matter.Channel.WEB, by=form.by, send_key=form.cleaned_data["send_key"]
    )
    return codes.shown(code)
