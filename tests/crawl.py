"""Walks the site through its own links, as a visitor does, and remembers one address of each kind of page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import APIRequestContext

LEADS = {"href", "action", "hx-get", "hx-post", "data-url"}
ENOUGH = 3  # addresses looked at of each kind


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
        waiting = [start]
        seen = {start}
        self._note(start)
        while waiting:
            address = waiting.pop(0)
            answer = request.get(address)
            if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
                continue
            links = Links()
            links.feed(answer.text())
            base = urlsplit(answer.url).path
            for lead in links.found:
                path = _path(lead, base)
                if path and path not in seen:
                    seen.add(path)
                    if self._note(path):
                        waiting.append(path)

    def _note(self, path: str) -> bool:
        """Remembers an address; True when it is worth a visit."""
        try:
            name = resolve(urlsplit(path).path).view_name
        except Resolver404:
            return False
        known = self.examples.setdefault(name, [])
        if len(known) >= ENOUGH or name == "account_logout":
            if not known:
                known.append(path)
            return False
        known.append(path)
        return True


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
