"""Accounts and roles, for the administrator."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lianyi.accounts import actions, queries
from lianyi.accounts.forms import AccountForm, GrantForm
from lianyi.dated import today
from lianyi.request import Request
from lianyi.scope import OutOfScope, Refused, Role
from lianyi.scope.marks import open_to

SHOWN_ONCE = "accounts.shown_once"
get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@open_to(Role.ADMIN)
def index(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    page = Paginator(queries.accounts(for_=request.actor, words=words), 50).get_page(request.GET.get("page"))
    context = {
        "section": "accounts",
        "page": page,
        "grants": queries.grants_of(page.object_list),
        "words": words,
        "day": today(),
    }
    return render(request, "accounts/list.html", context)


@get_or_post
@open_to(Role.ADMIN)
def add(request: Request) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if form.is_valid():
        try:
            user, password = actions.create_account(by=request.actor, **form.cleaned_data)
            _show_once(request, user.pk, password)
            return redirect("accounts:account", user.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"section": "accounts", "form": form}
    return render(request, "accounts/add.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@open_to(Role.ADMIN)
def show(request: Request, pk: int) -> HttpResponse:
    return _account(request, pk, GrantForm())


@require_POST
@open_to(Role.ADMIN)
def grant(request: Request, pk: int) -> HttpResponse:
    form = GrantForm(request.POST)
    if form.is_valid():
        try:
            actions.grant(queries.account(pk, for_=request.actor), by=request.actor, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("accounts:account", pk)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _account(request, pk, form)


@require_POST
@open_to(Role.ADMIN)
def end_grant(request: Request, pk: int, grant_id: int) -> HttpResponse:
    user = queries.account(pk, for_=request.actor)
    granted = user.grants.filter(pk=grant_id).first()
    if granted is None:
        raise OutOfScope
    try:
        actions.end_grant(granted, by=request.actor)
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:account", pk)


@require_POST
@open_to(Role.ADMIN)
def renew_password(request: Request, pk: int) -> HttpResponse:
    password = actions.renew_password(queries.account(pk, for_=request.actor), by=request.actor)
    _show_once(request, pk, password)
    return redirect("accounts:account", pk)


@require_POST
@open_to(Role.ADMIN)
def reset_second_factor(request: Request, pk: int) -> HttpResponse:
    actions.reset_second_factor(queries.account(pk, for_=request.actor), by=request.actor)
    messages.success(request, _("The second factor was reset. It is set up anew at the next sign-in."))
    return redirect("accounts:account", pk)


@require_POST
@open_to(Role.ADMIN)
def lock(request: Request, pk: int) -> HttpResponse:
    """Locks an account out, or lets it in again."""
    user = queries.account(pk, for_=request.actor)
    try:
        actions.set_active(user, is_active=not user.is_active, by=request.actor)
        messages.success(request, _("Saved."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:account", pk)


def _account(request: Request, pk: int, form: GrantForm) -> HttpResponse:
    user = queries.account(pk, for_=request.actor)
    shown: dict[str, str] = request.session.pop(SHOWN_ONCE, {})
    context = {
        "section": "accounts",
        "account": user,
        "grants": [(row, row.holds_on(today())) for row in queries.grants_of([user]).get(pk, [])],
        "form": form,
        "password": shown.get(str(pk), ""),
    }
    return render(request, "accounts/account.html", context, status=422 if form.errors else 200)


def _show_once(request: Request, pk: int, password: str) -> None:
    """Keeps a one-time password until the next page, which shows and forgets it."""
    request.session[SHOWN_ONCE] = {str(pk): password}
