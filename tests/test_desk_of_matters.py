"""The desk of matters in the browser: an operator without a mouse, a dialog, and two people at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site

pytestmark = pytest.mark.browser
LOOKS = ((1280, "zh-hans"), (390, "en"), (360, "zh-hans"))
KNOWN = "夜里烧烤摊的烟进屋"


def test_an_operator_takes_a_call_in_without_a_mouse(site: Site) -> None:
    page = site.context("jiang").new_page()
    page.goto("/desk/matters/take-in/")
    keys = page.keyboard
    keys.type("机械厂宿舍门口的井盖松动")
    keys.press("Enter")
    keys.type("jxc")  # initials of a compound
    expect(page.locator("look-up [role=option]")).to_have_count(1)
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.locator("#id_place")).to_have_value("机械厂宿舍")
    keys.press("Enter")
    expect(page.locator("#id_subject")).to_be_focused()
    keys.press("Enter")
    keys.type("苏木")
    keys.press("Control+Enter")
    expect(page.locator(".taken .code")).to_have_text(re.compile(r"^[0-9A-Z]{5}-[0-9A-Z]{5}$"))
    expect(page.locator("#id_topic")).to_be_focused()
    expect(page.locator("#id_topic")).to_have_value("")


def test_what_was_raised_before_is_shown_while_typing_and_takes_somebody_more(site: Site) -> None:
    page = site.context("jiang").new_page()
    page.goto("/desk/matters/take-in/?channel=counter")
    page.keyboard.type(KNOWN + "了")
    expect(page.locator("#alike").get_by_text(KNOWN).first).to_be_visible()
    page.fill("#id_name", "白露秋")
    page.locator("#alike button[name=behind]").first.click()
    expect(page.locator(".taken .code")).to_be_visible()
    page.locator(".taken a").first.click()
    expect(page.locator(".slip .qr")).to_be_visible()


def test_two_people_at_once_are_told_and_lose_nothing(site: Site) -> None:
    first, second = site.context("jiang", "en").new_page(), site.context("jiang", "en").new_page()
    address = _open_one(first)
    second.goto(address)
    _dialog(second, "pause")
    second.locator("dialog input[value=others]").check()
    second.locator("dialog textarea").fill("等配件到货")
    _dialog(first, "step")
    first.locator("dialog input[value=call]").check()
    first.locator("dialog textarea").fill("约好明天上门")
    first.locator("dialog button.primary").click()
    expect(first.locator(".course").get_by_text("约好明天上门")).to_be_visible()
    second.locator("dialog button.primary").click()
    expect(second.get_by_text("Somebody did something with this matter meanwhile")).to_be_visible()
    expect(second.get_by_text("约好明天上门")).to_be_visible()
    expect(second.locator("textarea")).to_have_value("等配件到货")
    second.locator("main button.primary").click()
    expect(second.locator(".now").get_by_text("等配件到货")).to_be_visible()


@pytest.mark.parametrize(("width", "language"), LOOKS)
def test_the_pages_fit_the_window(site: Site, width: int, language: str) -> None:
    context = site.context("jiang", language, viewport={"width": width, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    address = _open_one(page)
    _dialog(page, "step")
    addresses = ("/desk/matters/", "/desk/matters/take-in/", "/desk/matters/note/", "/desk/matters/calls/")
    for one in (address, *addresses, "/desk/owners-vote/", "/desk/matters/visit-log/"):
        page.goto(one)
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"), one
    assert not faults


def _open_one(page: Page) -> str:
    """Opens a matter that is nobody's to hand on, and returns its address."""
    page.goto("/desk/matters/?list=open")
    page.locator("table.matters tbody th a").first.click()
    page.wait_for_url(re.compile(r"/desk/matters/\d+/$"))
    return page.url


def _dialog(page: Page, name: str) -> None:
    page.locator(f"a[hx-get$='/do/{name}/']").first.click()
    expect(page.locator("dialog[open] form.act-form")).to_be_visible()
