"""Another system, as the tests of Open311 play it: it holds a key, sends forms, and reads both formats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.test import Client

from lianyi.matters.models import Matter
from lianyi.matters.numbers import key_of
from lianyi.openapi.actions import KeyFacts, add_key
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311.documents import ITEMS
from lianyi.organisations.tests.settlement import SYSTEM

BASE = "/open311/v2"
Json = Any
LISTS = {
    "services",
    "attributes",
    "values",
    "service_requests",
    "service_request_updates",
    "endpoints",
    "formats",
    "errors",
}


@dataclass
class Program:
    key: ApiKey
    text: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def get(self, address: str, /, **asked: Any) -> Any:
        return self.client.get(f"{BASE}/{address}", asked)

    def read(self, address: str, code: int = 200, /, **asked: Any) -> Json:
        answer = self.get(address, **asked)
        assert answer.status_code == code, answer.content.decode()
        return answer.json()

    def own(self, address: str, code: int = 200, /, **asked: Any) -> Json:
        """What is told to whoever shows the key."""
        return self.read(address, code, api_key=self.text, **asked)

    def post(self, address: str, /, headers: dict[str, str] | None = None, **sent: Any) -> Any:
        """Sends a form in the way that the specification asks for. Returns the answer."""
        form = urlencode({"api_key": self.text, **sent}, doseq=True)
        kind = "application/x-www-form-urlencoded; charset=utf-8"
        return self.client.post(f"{BASE}/{address}", form, content_type=kind, headers=headers or {})

    def send(self, code: int = 200, /, headers: dict[str, str] | None = None, **sent: Any) -> Json:
        whole: dict[str, Any] = {"service_code": "other", "address_string": "门口", **sent}
        answer = self.post("requests.json", headers=headers, **whole)
        assert answer.status_code == code, answer.content.decode()
        return answer.json()

    def matter(self, **sent: Any) -> Matter:
        """Sends a matter in, and returns it."""
        return Matter.objects.get(pk=key_of(self.send(**sent)[0]["service_request_id"]) or 0)


def program(name: str = "随手拍", **facts: Any) -> Program:
    return Program(*add_key(KeyFacts(name, **facts), by=SYSTEM))


def from_xml(text: str) -> tuple[str, Json]:
    """A document as the Spark convention makes JSON of it, all values as texts; with the name of its root."""
    root = ElementTree.fromstring(text)  # noqa: S314 (our own answer)
    return root.tag, _value(root)


def as_texts(value: Json) -> Json:
    """A JSON document without its empty values, all others as texts: what its XML says."""
    if isinstance(value, dict):
        return {name: as_texts(inner) for name, inner in value.items() if inner not in (None, "", [])}
    if isinstance(value, list):
        return [as_texts(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(element: ElementTree.Element) -> Json:
    if element.tag in ITEMS:
        return [_value(inner) for inner in element]
    return {inner.tag: _value(inner) for inner in element} if len(element) else element.text
