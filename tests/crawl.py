"""Walks the site through its own links, as a visitor does, and remembers one address of each kind of page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext

LEADS = {"href", "action", "hx-get", "hx-post", "data-url", "data-costs", "data-who"}
VISITS = 2  # of each kind of page, for each hat, and in each round
STATES = {"elections:election": 8}  # one page that shows something else at each point of an evening


class Links(HTMLParser):
    """Every address a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in LEADS and value]


@dataclass
class Walk:
    """`examples`: view name -> addresses, in the order found."""

    examples: dict[str, list[str]] = field(default_factory=dict)

    def follow(self, request: APIRequestContext, start: str) -> None:
        """Visits what can be reached from `start` by GET, a few pages of each kind."""
        waiting, seen, visits = [start], {start}, Counter[tuple[str, str]]()
        self._note(start)
        while waiting:
            answer = request.get(waiting.pop(0))
            if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
                continue
            links = Links()
            links.feed(answer.text())
            base = urlsplit(answer.url).path
            for path in {_path(lead, base): None for lead in links.found}:
                if path and path not in seen:
                    seen.add(path)
                    kind = (self._note(path), _round(path))
                    if kind[0] and visits[kind] < STATES.get(kind[0], VISITS):
                        visits[kind] += 1
                        waiting.append(path)

    def look(self, request: APIRequestContext, path: str) -> list[str]:
        """Notes where one page leads that the walk passes by. Returns those addresses."""
        links = Links()
        links.feed(request.get(path).text())
        found = [inner for lead in links.found if (inner := _path(lead, urlsplit(path).path))]
        for inner in found:
            self._note(inner)
        return found

    def _note(self, path: str) -> str:
        """Remembers an address. Returns the name of its page, "" for what is no page of ours or ends the session."""
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            return ""
        self.examples.setdefault(name, []).append(path)
        return "" if name == "account_logout" else name


def _round(path: str) -> str:
    """The round an address belongs to: each is in another state, and shows other pages."""
    return path.split("/")[3] if path.startswith("/desk/formations/") else ""


def _path(lead: str, base: str) -> str:
    parts = urlsplit(urldefrag(lead)[0])
    if parts.scheme or parts.netloc or lead.startswith(("#", "mailto:", "tel:")):
        return ""
    return f"{parts.path or base}{'?' + parts.query if parts.query else ''}"


def every_view() -> list[str]:
    """The names of all pages of the site, namespaces included."""

    def names(patterns: list[URLPattern | URLResolver], prefix: str) -> list[str]:
        found = []
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                found += names(pattern.url_patterns, space)
            else:
                found.append(f"{prefix}{pattern.name}")
        return found

    return sorted(set(names(get_resolver().url_patterns, "")))
