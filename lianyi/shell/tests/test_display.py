import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_chinese_is_what_a_browser_without_wishes_gets(client: Client) -> None:
    page = client.get("/")
    assert page["Content-Language"] == "zh-hans"
    assert '<html lang="zh-Hans">' in page.text


def test_the_language_is_switched_without_scripts_and_stays(client: Client) -> None:
    back = client.post("/language/", {"language": "en", "next": "/privacy/"})
    assert back["Location"] == "/privacy/"
    assert '<html lang="en">' in client.get("/privacy/").text
    client.post("/language/", {"language": "zh-hans", "next": "/"})
    assert '<html lang="zh-Hans">' in client.get("/").text


def test_large_text_is_kept_in_a_cookie_and_turned_off_again(client: Client) -> None:
    back = client.post("/display/elder/", {"on": "1", "next": "/rules/"})
    assert back["Location"] == "/rules/"
    assert 'class="elder"' in client.get("/").text
    client.post("/display/elder/", {"on": "0", "next": "/"})
    assert 'class="elder"' not in client.get("/").text


@pytest.mark.parametrize("trap", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client: Client, trap: str) -> None:
    assert client.post("/display/elder/", {"on": "1", "next": trap})["Location"] == "/"


def test_looking_changes_nothing(client: Client) -> None:
    assert client.get("/display/elder/").status_code == 405
