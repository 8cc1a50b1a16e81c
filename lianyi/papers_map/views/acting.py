"""How a page with a form acts: saved and back, or what is wrong above the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lianyi.refusing import done
from lianyi.request import Request


def form_page(
    request: Request, form: forms.Form, title: str, act: Callable[[], object], back: str, **context: Any
) -> HttpResponse:
    """Shows the form; when it holds and the action takes it, goes back."""
    if done(form, act):
        messages.success(request, _("Saved."))
        return redirect(back)
    page = {"section": "papers_map", "form": form, "title": title, "back": back, **context}
    return render(request, "papers_map/form.html", page, status=422 if form.errors else 200)
