import logging

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from lianyi.shell.logs import WithoutTracesOfRefusals
from lianyi.shell.pages import errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "这里没有您要看的内容"), ("en", "There is nothing here for you")]
)
def test_a_missing_page_says_so_in_the_readers_language(client: Client, language: str, words: str) -> None:
    client.cookies["lianyi_language"] = language
    page = client.get("/no/such/page/")
    assert page.status_code == 404
    assert words in page.text


def test_a_form_without_its_mark_is_explained() -> None:
    page = Client(enforce_csrf_checks=True).post("/display/elder/", {"on": "1"})
    assert page.status_code == 403
    assert "请再提交一次" in page.text


def test_too_many_fields_are_too_much_at_once(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    page = client.post("/display/elder/", {f"field{i}": "x" for i in range(10)})
    assert page.status_code == 413
    assert "一次提交的太多了" in page.text


@pytest.mark.parametrize(("fault", "status"), [(RequestDataTooBig("too big"), 413), (BadRequest("odd"), 400)])
def test_what_cannot_be_read_is_told_from_what_is_too_large(fault: Exception, status: int) -> None:
    with override("en"):
        page = errors.bad_request(RequestFactory().get("/"), fault)
    assert page.status_code == status
    assert "Nothing was saved" in page.content.decode()


def test_a_page_of_others_is_refused_with_the_way_on() -> None:
    with override("en"):
        page = errors.forbidden(RequestFactory().get("/"), PermissionError())
    assert page.status_code == 403
    assert "This page is not open to you" in page.content.decode()


def test_our_own_failure_speaks_both_languages_and_needs_nothing() -> None:
    html = get_template("500.html").render()
    assert "这次是我们出错了" in html
    assert "Something went wrong on our side" in html


def test_a_refusal_leaves_one_line_in_the_log() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Forbidden: %s", ("/desk/",), (None, None, None)
    )
    record.status_code = 403
    assert WithoutTracesOfRefusals().filter(record)
    assert record.exc_info is None
