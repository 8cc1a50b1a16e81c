"""The rules in force, each with its text, source and grade."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from lianyi import wording
from lianyi.accounts.gate import open_to_everyone
from lianyi.dated import day_asked
from lianyi.rules import Rule
from lianyi.shell.pages.rule_card import RuleCard, domain_title, tell


@open_to_everyone
def rules(request: HttpRequest) -> HttpResponse:
    day = day_asked(request)
    in_force = wording.book().on(day)
    title = wording.book().title.within(get_language())
    context = {"day": day, "domains": _by_domain(in_force.values()), "pack_title": title}
    return render(request, "shell/rules.html", context)


@open_to_everyone
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """One rule; only its card when htmx asks for the dialog."""
    day = day_asked(request)
    history = wording.book().history(rule_id)
    if not history:
        raise Http404
    current = wording.book().on(day).get(rule_id)
    context = {
        "day": day,
        "rule_id": rule_id,
        "card": tell(current) if current else None,
        "versions": [tell(version) for version in history if version != current],
    }
    template = "shell/rule_dialog.html" if request.headers.get("HX-Request") else "shell/rule.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _by_domain(found: Iterable[Rule]) -> list[tuple[str, list[RuleCard]]]:
    ordered = sorted(found, key=lambda one: (one.domain, one.id))
    return [
        (domain_title(domain), [tell(one) for one in group]) for domain, group in groupby(ordered, lambda r: r.domain)
    ]
