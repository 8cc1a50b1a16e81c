"""The office's page of templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianyi.accounts.tests.signing_in import client_of
from lianyi.journal.models import Entry
from lianyi.papers import kinds
from lianyi.papers.models import OfficeTemplate
from lianyi.papers.rendering import render
from lianyi.papers.tests.documents import EXAMPLE, docx, greeting, text_of, with_parts
from lianyi.places.models import Place
from lianyi.scope import Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(tmp_path: Path) -> Iterator[kinds.Kind]:
    yield kinds.register(greeting(tmp_path))
    del kinds._registered["greeting"]


@pytest.fixture
def community() -> Place:
    return _community("和园社区")


@pytest.fixture
def client(community: Place) -> Client:
    client = client_of(Role.STAFF, place=community)
    client.cookies["lianyi_language"] = "en"
    return client


def _community(name: str) -> Place:
    place = Place.objects.create(kind=Place.Kind.COMMUNITY, name=name, path="/")
    Place.objects.filter(pk=place.pk).update(path=f"/{place.pk}/")
    place.refresh_from_db()
    return place


def address(community: Place, end: str = "", language: str = "zh-hans") -> str:
    return f"/desk/papers/{community.pk}/greeting/{language}/{end}"


def put_in(client: Client, community: Place, content: bytes, name: str = "信头.docx") -> Any:
    return client.post(address(community), {"file": SimpleUploadedFile(name, content)})


def printed(community: Place) -> str:
    return text_of(render("greeting", EXAMPLE, community_id=community.pk, language="zh-hans")).strip()


def test_the_list_shows_each_kind_in_both_languages(client: Client, community: Place) -> None:
    page = client.get("/desk/papers/").content.decode()
    assert page.count("shipped template") >= 2
    assert address(community) in page
    assert address(community, language="en") in page


def test_the_page_names_the_tags(client: Client, community: Place) -> None:
    page = client.get(address(community)).content.decode()
    assert "{{ words.group }}" in page
    assert "{% for people_one in people %}" not in page
    assert "for one_people in people" in page


def test_the_template_in_use_is_taken_out(client: Client, community: Place) -> None:
    answer = client.get(address(community, "template.docx"))
    assert text_of(answer.content).startswith("{{ title }}\nshipped")
    assert answer["Cache-Control"] == "no-store"
    assert "Greeting" in answer["Content-Disposition"]


def test_the_example_is_filled_in(client: Client, community: Place) -> None:
    assert text_of(client.get(address(community, "example.docx")).content).startswith("选举大会\nshipped")


def test_an_own_template_is_used_from_then_on_and_only_there(client: Client, community: Place) -> None:
    assert put_in(client, community, docx("我们的 {{ title }}")).status_code == 302
    assert printed(community) == "我们的 选举大会"
    assert printed(_community("东园社区")).startswith("选举大会\nshipped")
    assert "信头.docx" in client.get("/desk/papers/").content.decode()
    entry = Entry.objects.get(action="paper.template_replaced")
    assert entry.community_id == community.pk
    assert "信头.docx" in str(entry.parts.get().content)


def test_putting_in_another_one_replaces_it(client: Client, community: Place) -> None:
    put_in(client, community, docx("一 {{ title }}"))
    put_in(client, community, docx("二 {{ title }}"))
    assert printed(community) == "二 选举大会"
    assert OfficeTemplate.objects.count() == 1


def test_the_shipped_one_can_be_restored(client: Client, community: Place) -> None:
    put_in(client, community, docx("我们的 {{ title }}"))
    assert client.post(address(community, "restore/")).status_code == 302
    assert printed(community).startswith("选举大会\nshipped")
    client.post(address(community, "restore/"))
    assert Entry.objects.filter(action="paper.template_restored").count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (docx("{{ titel }}"), "This paper has no tag “titel”."),
        (docx("{{ ''.__class__.__mro__ }}"), "A template may not do this: “__mro__”."),
        (b"garbage", "This is no .docx file"),
        (with_parts(docx("x"), {"word/vbaProject.bin": b"x"}), "macros"),
        (with_parts(docx("x"), {"word/media/i.png": bytes(31_000_000)}), "unpacks to more than"),
    ],
)
def test_a_bad_template_is_refused_and_told_why(client: Client, community: Place, content: bytes, told: str) -> None:
    answer = put_in(client, community, content, "x.docm")
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not OfficeTemplate.objects.exists()
    assert printed(community).startswith("选举大会\nshipped")


def test_a_template_without_a_file_is_asked_for(client: Client, community: Place) -> None:
    answer = client.post(address(community), {})
    assert answer.status_code == 422
    assert "Please choose a file." in answer.content.decode()


def test_a_template_that_fails_when_printing_says_so(client: Client, community: Place) -> None:
    put_in(client, community, docx("{{ title }}"))
    with pytest.raises(Refused):
        render("greeting", {}, community_id=community.pk, language="zh-hans")


@pytest.mark.parametrize("end", ["", "template.docx", "example.docx"])
def test_templates_of_elsewhere_do_not_exist(client: Client, end: str) -> None:
    assert client.get(address(_community("东园社区"), end)).status_code == 404


def test_nothing_is_sent_elsewhere(client: Client) -> None:
    elsewhere = _community("东园社区")
    assert put_in(client, elsewhere, docx("{{ title }}")).status_code == 404
    assert client.post(address(elsewhere, "restore/")).status_code == 404
    assert not OfficeTemplate.objects.exists()


@pytest.mark.parametrize("path", ["nothing/zh-hans/", "greeting/fr/", "greeting/fr/template.docx"])
def test_a_paper_or_language_that_does_not_exist(client: Client, community: Place, path: str) -> None:
    assert client.get(f"/desk/papers/{community.pk}/{path}").status_code == 404


def test_others_have_no_business_here() -> None:
    assert client_of(Role.ADMIN).get("/desk/papers/").status_code == 403
    assert Client().get("/desk/papers/").status_code == 302
