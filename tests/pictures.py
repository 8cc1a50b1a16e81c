"""The pictures of the README, taken from the demo site. Run by script/pictures, not with the tests."""

from __future__ import annotations

import pytest

from tests.conftest import CODE
from tests.site import ROOT, Site

PICTURES = ROOT / "docs" / "pictures"
LANGUAGES = {"zh": "zh-hans", "en": "en"}


@pytest.mark.parametrize("short", LANGUAGES)
def test_take_the_picture_of_a_draft(site: Site, short: str) -> None:
    context = site.context("jiang", LANGUAGES[short], viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto("/desk/formations/1/drafts/1/")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"draft.{short}.png")
    context.close()


@pytest.mark.parametrize("short", LANGUAGES)
def test_take_the_picture_of_an_evening(site: Site, short: str) -> None:
    context = site.context("jiang", LANGUAGES[short], viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto("/desk/elections/")
    page.get_by_role("link", name="计票中").click()
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"evening.{short}.png")
    context.close()


@pytest.mark.parametrize("short", LANGUAGES)
def test_take_the_picture_of_a_form_on_the_phone(site: Site, short: str) -> None:
    sheet = site.context("jiang").request.get("/desk/formations/2/paper/sheets/?serial=120").text()
    code = CODE.search(sheet)
    assert code is not None
    context = site.context("", LANGUAGES[short], viewport={"width": 390, "height": 780}, device_scale_factor=2)
    page = context.new_page()
    page.goto(f"/w/{code.group().replace('-', '')}/")
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"form.{short}.png")
    context.close()
