"""The working calendar: a year of it, and the form to change a day."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lianyi.dated import today
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope import Role
from lianyi.scope.marks import open_to
from lianyi.workdays import actions
from lianyi.workdays.forms import ANNOUNCED, WORKS, DayForm
from lianyi.workdays.pages import year_page


@require_safe
@open_to(Role.STAFF, Role.ADMIN)
def index(request: Request) -> HttpResponse:
    try:
        year = year_page(int(request.GET.get("year", "")))
    except ValueError:
        year = year_page(today().year)
    may_change = request.actor.is_(Role.ADMIN)
    context = {"section": "calendar", "year": year, "today": today(), "may_change": may_change}
    return render(request, "workdays/calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.ADMIN)
def change(request: Request) -> HttpResponse:
    """Changes one day; `?day=2026-05-09` says which is filled in."""
    day = _day(request.GET.get("day", ""))
    form = DayForm.of(day, request.POST or None)
    if done(form, lambda: _act(form, request)):
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('workdays:calendar')}?year={form.cleaned_data['day'].year}")
    context = {"section": "calendar", "form": form, "day": day}
    return render(request, "workdays/change.html", context, status=422 if form.errors else 200)


def _act(form: DayForm, request: Request) -> None:
    data, by = form.cleaned_data, request.actor
    if data["what"] == ANNOUNCED:
        actions.clear_day(data["day"], by=by)
    else:
        is_working = data["what"] == WORKS
        actions.set_day(data["day"], is_working=is_working, source=data["source"], note=data["note"], by=by)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
