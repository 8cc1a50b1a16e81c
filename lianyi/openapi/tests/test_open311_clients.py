"""Independent clients work as they are: addresses, formats, methods, encodings; and hostile ones do no harm."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta, timezone
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lianyi.matters.models import Matter
from lianyi.matters.tests.street import Street, raised
from lianyi.openapi.open311.asking import clean
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.faults import Fault
from lianyi.openapi.open311.moments import moment_of, said
from lianyi.openapi.tests.program import BASE, Program, as_texts, from_xml

FORM = "application/x-www-form-urlencoded"
TEXTS = st.text() | st.text("<>&\"' \n\r\t\x00\x0b\ufffe]]>!-")


def sent(sender: Program, body: bytes | str, kind: str = FORM) -> Any:
    whole = body if isinstance(body, bytes) else body.encode()
    return sender.client.generic("POST", f"{BASE}/requests.json", whole, content_type=kind)


def whole(sender: Program, more: str = "") -> str:
    return f"api_key={sender.text}&service_code=other&address_string=x{more}"


@pytest.mark.parametrize(
    "address",
    [
        "/open311/v2/services.json",
        "/open311/v2/services.json/",
        "/open311/v2//services.json",
        "//open311//v2///services.json//",
        "/open311/v2/services/",
    ],
)
def test_slashes_are_forgiven(sender: Program, address: str) -> None:
    answer = sender.client.get("/", headers={"accept": "application/json"}, PATH_INFO=address)
    assert answer.status_code == 200
    assert answer.json()[-1]["service_code"] == "other"


def test_sending_with_two_slashes_loses_nothing(sender: Program) -> None:
    answer = sender.client.post("/open311/v2//requests.json/", whole(sender), content_type=FORM)
    assert answer.status_code == 200
    assert Matter.objects.count() == 1


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/json", "application/json"),
        ("text/xml", "text/xml"),
        ("application/xml", "text/xml"),
        ("*/*", "text/xml"),
        ("text/xml;q=0.5, application/json", "application/json"),
        ("image/png", "text/xml"),
        ("", "text/xml"),
    ],
)
def test_without_a_format_in_the_address_the_accepted_one(sender: Program, accept: str, kind: str) -> None:
    answer = sender.client.get(f"{BASE}/services", headers={"accept": accept} if accept else {})
    assert answer["Content-Type"].startswith(kind)
    assert "Accept" in answer["Vary"]


@pytest.mark.parametrize("address", ["", "/", "/discovery", "/services", "/requests", "/servicerequestupdates"])
def test_any_site_reads_and_nobody_gets_a_cookie(sender: Program, address: str) -> None:
    answer = sender.client.get(f"{BASE}{address}", headers={"accept-language": "en"})
    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert answer["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["services.xml", "requests.json", "openapi.json", "requests/0000018.xml"])
def test_other_methods_do_nothing(sender: Program, method: str, address: str) -> None:
    answer = getattr(sender.client, method)(f"{BASE}/{address}")
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_methods_are_told(sender: Program) -> None:
    answer = sender.client.options(f"{BASE}/requests.json")
    assert (answer.status_code, answer["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert sender.client.post(f"{BASE}/services.json").status_code == 405
    head = sender.client.head(f"{BASE}/services.json")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "address", ["nothing", "nothing.json", "services/s1/more", "requests/1/2/3.xml", "tokens", "a\nb.json"]
)
def test_what_is_not_there_is_told_in_the_same_format(sender: Program, address: str) -> None:
    answer = sender.get(address)
    assert answer.status_code == 404
    if address.endswith("json"):
        assert answer.json()[0]["code"] == 404
    else:
        assert from_xml(answer.text) == (
            "errors",
            [{"code": "404", "description": answer.text.split("description>")[1][:-2]}],
        )


def test_a_byte_order_mark_hides_no_key(sender: Program) -> None:
    assert sent(sender, b"\xef\xbb\xbf" + whole(sender).encode()).status_code == 200
    assert sent(sender, "%EF%BB%BF" + whole(sender, "&description=a")).status_code == 200


@pytest.mark.parametrize("kind", [f"{FORM}; charset=utf-8", f'{FORM}; charset="UTF8"', FORM])
def test_raw_and_escaped_utf8_is_understood(sender: Program, kind: str) -> None:
    raw = whole(sender, "&description=路灯坏了\r\n三天").encode()
    assert sent(sender, raw, kind).status_code == 200
    assert Matter.objects.get().topic == "路灯坏了"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("&description=路灯".encode("gbk"), FORM),
        (b"&description=%C2%B7%B5%C6", FORM),
        ("&description=路灯".encode("gbk"), f"{FORM}; charset=gbk"),
        (b"&description=x", f"{FORM}; charset=no-such"),
        (b"&description=%ED%A0%80", FORM),
    ],
)
def test_broken_encodings_are_told_and_nothing_is_stored(sender: Program, body: bytes, kind: str) -> None:
    answer = sent(sender, whole(sender).encode() + body, kind)
    assert answer.status_code == 400
    assert "UTF-8" in answer.json()[0]["description"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b'{"api_key": "x"}', "application/json", 415),
        (b"<request/>", "text/xml", 415),
        (b"--x\r\n", "multipart/form-data", 400),
        (b"no parts at all", "multipart/form-data; boundary=x", 403),
        (b"", FORM, 403),
        (b"&" * 30_000 + b"a=1&" * 21_000, FORM, 413),
        (b"description=" + b"x" * (6 * 1024 * 1024), FORM, 413),
    ],
)
def test_other_bodies_are_told_in_the_same_format(sender: Program, body: bytes, kind: str, status: int) -> None:
    answer = sent(sender, body, kind)
    assert answer.status_code == status
    assert answer.json()[0]["code"] == status


def test_a_key_in_the_address_is_one_too(sender: Program) -> None:
    address = f"{BASE}/requests.json?api_key={sender.text}"
    assert sender.client.post(address, "service_code=other&address_string=x", content_type=FORM).status_code == 200


def test_controls_and_scripts_stay_text(sender: Program, street: Street) -> None:
    topic = "<script>alert(1)</script> ]]> &amp; \x00\x0b\u202e"
    matter = sender.matter(**{"description": topic, "attribute[PUBLIC]": "yes"})
    assert "\x00" not in matter.text
    answer = sender.get("requests.xml")
    assert "<script>" not in answer.text
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert from_xml(answer.text)[1][0]["description"] == matter.topic
    Matter.objects.filter(pk=matter.pk).update(topic="a\x0bb\ufffe")
    assert from_xml(sender.get("requests.xml").text)[1][0]["description"] == "ab"


def test_reading_and_sending_too_much_is_slowed_down(sender: Program, settings: Any) -> None:
    settings.LIANYI_OPEN311_PER_MINUTE = 10
    with_key = [sender.post("requests.json", service_code="other", address_string=str(n)).status_code for n in range(3)]
    assert with_key == [200, 200, 429]
    found = [sender.get("services.json") for _n in range(8)]
    assert [one.status_code for one in found] == [200] * 7 + [429]
    assert found[-1]["Retry-After"] == "60"
    assert found[-1].json()[0]["code"] == 429
    other = Client(REMOTE_ADDR="10.0.0.9")
    assert other.get(f"{BASE}/services.json").status_code == 200


def test_a_page_of_ours_does_not_answer_for_the_api(client: Client, db: None) -> None:
    assert client.get("/open311x/").status_code == 404
    assert client.get("/open311/v3/services.json").status_code == 404


@given(
    st.recursive(TEXTS | st.booleans() | st.integers(), lambda inner: st.dictionaries(st.sampled_from("abc"), inner))
)
def test_every_document_is_xml_that_says_what_its_json_says(content: Any) -> None:
    document = Document("root", content if isinstance(content, dict) else {"a": content})
    root, value = from_xml(document.as_xml())
    assert root == "root"
    assert _plain(value) == _plain(as_texts(document.content))


def _plain(value: Any) -> Any:
    """Without what XML cannot hold, and without what nothing is left of; XML reads each end of a line as one."""
    if isinstance(value, dict):
        found = {name: _plain(inner) for name, inner in value.items()}
        return {name: inner for name, inner in found.items() if inner} or None
    kept = "".join(one for one in value or "" if one in "\t\n\r" or (one >= " " and not _is_odd(one)))
    return kept.replace("\r\n", "\n").replace("\r", "\n") or None


def _is_odd(one: str) -> bool:
    return one in "\ufffe\uffff" or "\ud800" <= one <= "\udfff"


@given(TEXTS)
def test_clean_text_is_clean_already(text: str) -> None:
    assert clean(clean(text)) == clean(text)


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=OFFSETS) | st.datetimes())
def test_a_moment_that_was_said_is_read_as_the_same(moment: Any) -> None:
    text = moment.replace(microsecond=0).isoformat()
    read = moment_of("x", text)
    assert 1900 <= read.year <= 2200
    if moment.tzinfo and 1970 < moment.year < 2199:
        assert read == moment.replace(microsecond=0)
        assert moment_of("x", said(read)) == read


@given(st.text() | st.from_regex(r"\d{4}-\d{2}-\d{2}[T ]?[\d:.+Z -]*", fullmatch=True))
def test_no_text_breaks_the_reading_of_moments(text: str) -> None:
    with suppress(Fault):
        assert moment_of("x", text, is_end=True).tzinfo is not None


def test_nothing_is_sent_out(sender: Program, street: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    """No address that a client sends is ever opened."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("an address was opened")

    monkeypatch.setattr("socket.create_connection", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    sender.matter(media_url="http://127.0.0.1:9/x.jpg", description="a")
    raised(street)
