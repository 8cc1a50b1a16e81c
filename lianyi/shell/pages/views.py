"""The front page and the display settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lianyi.accounts.gate import open_to_everyone


@open_to_everyone
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/home.html")


@open_to_everyone
def after_login(request: HttpRequest) -> HttpResponse:
    return redirect("shell:home")
