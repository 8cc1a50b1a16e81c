"""What was heard at an activity, written down in twenty seconds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.matters.actions.intake import Opened
from lianyi.matters.actions.noting import note_heard
from lianyi.matters.forms.notes import NoteForm
from lianyi.matters.queries.hands import desk, desks
from lianyi.matters.views import codes_given
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.COMMITTEE, Role.SECRETARY)
def note(request: Request) -> HttpResponse:
    """`?desk=` or `?group=` says where; else the first desk of the account."""
    at = desk(_desk_asked(request), for_=request.actor, with_groups=True)
    form = NoteForm(request.POST or None, actor=request.actor, desk=at)
    opened: list[Opened] = []

    def act() -> None:
        given = form.cleaned_data
        kept = note_heard(
            at.community,
            given["heard"],
            workspace=at.workspace,
            occasion=given["occasion"],
            group=at.group,
            whose=form.whose(),
            has_consent=given["has_consent"],
            send_key=given["send_key"],
            by=request.actor,
        )
        opened.append(kept)

    if done(form, act):
        matter = opened[0].matter
        messages.success(request, _("Written down as %(number)s.") % {"number": matter.number})
        if form.whose():
            codes_given.remember_matter(request, matter)
            return redirect("matters:paper", matter.pk, "slip")
        return redirect(f"{reverse('matters:note')}?{urlencode({'desk': at.key})}")
    context = {"section": "matters", "form": form, "at": at}
    return render(request, "matters/desk/note.html", context, status=422 if form.errors else 200)


def _desk_asked(request: Request) -> str:
    if request.method == "POST":
        return request.POST.get("desk", "")
    if (group := request.GET.get("group", "")).isdecimal():
        mine = desks(request.actor, with_groups=True)
        return next((one.key for one in mine if one.group is not None and one.group.pk == int(group)), "none")
    return request.GET.get("desk", "")
