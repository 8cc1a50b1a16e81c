"""Opening, correcting and closing groups; members and posts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lianyi.organisations import actions, queries
from lianyi.organisations.forms import AppointForm, CloseForm, GroupForm, JoinForm, LeaveForm, OpenGroupForm
from lianyi.organisations.models import Group
from lianyi.places.queries import community_asked
from lianyi.refusing import done
from lianyi.request import Request
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import open_to

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@open_to(Role.STAFF)
def open_(request: Request) -> HttpResponse:
    community = community_asked(request)
    form = OpenGroupForm(request.POST or None, community=community)
    if done(form, lambda: actions.open_group(community_id=community.pk, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("“%(name)s” was opened.") % {"name": form.cleaned_data["name"]})
        return redirect(f"{reverse('organisations:groups')}?community={community.pk}")
    return form_page(request, form, _("Open a new one"), reverse("organisations:groups"))


@get_or_post
@open_to(Role.STAFF)
def correct(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = GroupForm.of(group, request.POST or None)
    return _act(
        request, group, form, _("Change %(name)s"), lambda data: actions.correct_group(group, data, by=request.actor)
    )


@get_or_post
@open_to(Role.STAFF)
def close(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = CloseForm(request.POST or None)
    return _act(
        request, group, form, _("Close %(name)s"), lambda data: actions.close_group(group, by=request.actor, **data)
    )


@get_or_post
@open_to(Role.STAFF)
def join(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = JoinForm(request.POST or None, community=group.community, for_=request.actor)
    return _act(
        request,
        group,
        form,
        _("Somebody joins %(name)s"),
        lambda data: actions.join_group(group, data["who"], since=data["since"], by=request.actor),
    )


@get_or_post
@open_to(Role.STAFF)
def leave(request: Request, pk: int, person_id: int) -> HttpResponse:
    group = _group(request, pk)
    form = LeaveForm(request.POST or None)
    return _act(
        request,
        group,
        form,
        _("Somebody leaves %(name)s"),
        lambda data: actions.leave_group(group, person_id, by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF)
def appoint(request: Request, pk: int) -> HttpResponse:
    group = _group(request, pk)
    form = AppointForm(request.POST or None, group=group, for_=request.actor)
    return _act(
        request,
        group,
        form,
        _("A post in %(name)s"),
        lambda data: actions.appoint(group, int(data.pop("person")), by=request.actor, **data),
    )


@get_or_post
@open_to(Role.STAFF)
def end(request: Request, pk: int, post_id: int) -> HttpResponse:
    group = _group(request, pk)
    post = next((post for post in queries.posts_of(group) if post.pk == post_id), None)
    if post is None:
        raise OutOfScope
    form = LeaveForm(request.POST or None)
    return _act(
        request, group, form, _("End a term in %(name)s"), lambda data: actions.end_post(post, by=request.actor, **data)
    )


def _group(request: Request, pk: int) -> Group:
    group = queries.group(pk, for_=request.actor)
    request.actor.require_community(group.community_id)
    return group


def _act(
    request: Request, group: Group, form: forms.Form, title: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    page = reverse("organisations:group", args=[group.pk])
    if done(form, lambda: act(dict(form.cleaned_data))):
        messages.success(request, _("Saved."))
        return redirect(page)
    return form_page(request, form, title % {"name": group.name}, page)


def form_page(request: Request, form: forms.Form, title: str, back: str, section: str = "groups") -> HttpResponse:
    context = {"section": section, "form": form, "title": title, "back": back}
    return render(request, "organisations/form.html", context, status=422 if form.errors else 200)
