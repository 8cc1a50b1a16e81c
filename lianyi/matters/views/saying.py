"""What whoever raised a matter does on its page: say how it went, add something, withdraw it, open it again."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from lianyi.dated import now
from lianyi.matters.actions import asker
from lianyi.matters.actions.closing import Word, reopen_matter, say, withdraw_matter
from lianyi.matters.actions.intake import MOST_PICTURES
from lianyi.matters.forms.pictures import pictures_of
from lianyi.matters.forms.saying import AddForm, SayForm
from lianyi.matters.holding import Holding, acting, by_code, too_much_from
from lianyi.matters.models import Matter
from lianyi.matters.uploads import RefuseLarge
from lianyi.matters.views.following import ENDED, page
from lianyi.private import private
from lianyi.refusing import done, told
from lianyi.request import Request
from lianyi.scope import Refused
from lianyi.scope.marks import open_to_everyone

AGAIN = timedelta(minutes=10)  # the same word again within this time is the same form sent twice


@require_POST
@open_to_everyone
@private
@by_code
@acting
def own_say(request: Request, holding: Holding) -> HttpResponse:
    """The word that closes a matter, or opens it again."""
    holding.require_asker()
    form = SayForm(request.POST)
    if form.is_valid() and (problem := too_much_from(request)):
        form.add_error(None, problem)
        return page(request, holding, say=form, status=429)
    if done(form, lambda: _say(holding, form.word)):
        messages.success(request, _("Thank you. This is written down, and nobody can change it."))
        return redirect("matters:follow", holding.code)
    return page(request, holding, say=form, status=422)


@require_POST
@open_to_everyone
@csrf_exempt
@private
def own_add(request: Request, code: str) -> HttpResponse:
    """The token is checked one step later than elsewhere: once the form is read, no file can be refused any more."""
    request.upload_handlers.insert(0, RefuseLarge(request))
    return _own_add(request, code)


@csrf_protect
@by_code
def _own_add(request: Request, holding: Holding) -> HttpResponse:
    holding.require_asker()
    form = AddForm(request.POST)
    if not form.is_valid():
        return page(request, holding, add=form, status=422)
    if problem := too_much_from(request):
        form.add_error(None, problem)
        return page(request, holding, add=form, status=429)
    pictures = pictures_of(request, most=MOST_PICTURES)
    text = form.cleaned_data["text"]
    for sentence in pictures.refused:
        messages.warning(request, sentence)
    if not text.strip() and not pictures.taken and pictures.refused:
        return redirect("matters:follow", holding.code)
    if done(form, lambda: asker.add_word_of_asker(holding.matter, text, by=holding.actor, pictures=pictures.taken)):
        messages.success(request, _("Added. Whoever carries the matter reads it."))
        return redirect("matters:follow", holding.code)
    return page(request, holding, add=form, status=422)


@require_POST
@open_to_everyone
@private
@by_code
@acting
def own_withdraw(request: Request, holding: Holding) -> HttpResponse:
    holding.require_asker()
    with told(request):
        withdraw_matter(holding.matter, by=holding.actor, by_asker=True)
        messages.success(request, _("Withdrawn. You can open it again at any time."))
    return redirect("matters:follow", holding.code)


@require_POST
@open_to_everyone
@private
@by_code
@acting
def own_reopen(request: Request, holding: Holding) -> HttpResponse:
    """One tap is enough."""
    holding.require_asker()
    with told(request):
        reopen_matter(holding.matter, reason="", by=holding.actor, by_asker=True)
        messages.success(request, _("It is open again."))
    return redirect("matters:follow", holding.code)


@require_POST
@open_to_everyone
@private
@by_code
@acting
def own_visibility(request: Request, holding: Holding) -> HttpResponse:
    """Whether neighbours may see it."""
    holding.require_asker()
    is_public = request.POST.get("public") == "1"
    asker.show_to_neighbours(holding.matter, is_public, by=holding.actor)
    messages.success(request, _("Neighbours see it now.") if is_public else _("Nobody but us sees it now."))
    return redirect("matters:follow", holding.code)


def _say(holding: Holding, word: Word) -> None:
    matter = holding.matter
    if matter.state == Matter.State.OPEN or (matter.is_over and matter.outcome not in ENDED):
        raise Refused(_("There is no answer yet of which you could say how it went."))
    last = matter.feedback.order_by("-at", "-pk").first()
    said = last and Word(last.channel, last.solved, last.satisfied, last.words, last.may_publish)
    if last and said == word and now() - last.at < AGAIN:
        return
    say(matter, word, by=holding.actor)
