"""The way to the papers in the browser: on a phone without an account, at the desk, and on one page of paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from lianyi.demo.certificates import AWAY, WANTED
from tests.site import ROOT, Site, raise_matter, sheets_of

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

pytestmark = pytest.mark.browser


def opened(
    site: Site, user: str = "", width: int = 360, language: str = "zh-hans", **options: object
) -> BrowserContext:
    size = {"width": width, "height": 800}
    return site.context(user, language, viewport=size, bypass_csp=True, **options)


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in result["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        found.append("wider than the window")
    return found


def numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


def to_the_plan(page: Page, paper: str) -> None:
    page.goto("/papers/")
    page.locator("#q").fill(paper)
    page.locator("#q").press("Enter")
    page.locator("input[name=want]").first.check()
    page.locator(".choose .form-actions button").click()
    page.locator(f"input[name=helpers_in][value={AWAY}]").check()
    page.locator("main form button.primary").click()


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 360), ("en", 1280)])
def test_from_a_name_in_pinyin_to_one_page_of_paper(site: Site, language: str, width: int) -> None:
    context = opened(site, width=width, language=language)
    page = context.new_page()
    for address in ("/papers/", "/papers/?lost=1", "/papers/?q=moon"):
        page.goto(address)
        assert faults(page) == [], address
    to_the_plan(page, "duzizheng")
    count = page.locator(".plan-count").inner_text()
    assert [int(number) for number in re.findall(r"\d+", count)] == [3, 2, 2]
    assert [int(number) for number in re.findall(r"\d+", page.locator(".plan-figures p").nth(1).inner_text())] == [
        11,
        6,
        5,
    ]
    assert page.locator(".plan-step").count() == 5
    assert page.locator(".plan-barred li").count() == 2
    assert faults(page) == []
    page.locator(".page-actions a.primary").click()
    assert faults(page) == []
    assert sheets_of(page) == 1
    context.close()


def test_it_works_without_scripts(site: Site) -> None:
    context = site.context(java_script_enabled=False)
    page = context.new_page()
    to_the_plan(page, WANTED)
    assert page.locator(".plan-step").count() == 5
    context.close()


def test_a_plan_a_mandate_and_ticks_at_the_desk(site: Site) -> None:
    context = opened(site, "jiang", width=1280, language="en")
    page = context.new_page()
    page.goto("/raise/")
    here = page.locator("select[name=community] option", has_text="柳岸社区").get_attribute("value") or ""
    raise_matter(context.request, here, "阁楼要补办手续")  # of this test alone: what others did plays no part
    page.goto("/desk/matters/?q=阁楼要补办手续")
    number = re.findall(r"/desk/matters/(\d+)/", page.content())[0]
    page.goto(f"/desk/papers-map/matters/{number}/")
    page.get_by_role("link", name="Make a plan").click()
    page.get_by_label("Certificate of an only child").check()
    page.get_by_role("button", name="Go on to the questions").click()
    page.locator(f"input[name=helpers_in][value={AWAY}]").check()
    assert faults(page) == []
    page.get_by_role("button", name="Make the plan").click()
    assert page.locator(".plan-ticks li").count() == 5
    assert faults(page) == []
    page.get_by_role("link", name="Write a mandate").first.click()
    page.get_by_label("Who acts", exact=True).fill("程远")
    page.get_by_label("Last day").fill("2099-01-01")
    page.get_by_role("button", name="Save").click()
    assert faults(page) == []
    assert sheets_of(page) == 1
    page.goto(f"/desk/papers-map/matters/{number}/")
    page.get_by_role("link", name="It is signed").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("in force", exact=True)).to_have_count(1)
    missing = page.get_by_role("button", name="It is there")
    for left in range(missing.count() - 1, -1, -1):
        missing.first.click()
        expect(missing).to_have_count(left)
    page.get_by_role("button", name="Everything is there: on to our hands").click()
    expect(page.get_by_text("From now on it lies in our hands.")).to_have_count(1)
    page.get_by_role("link", name="On one page of paper").click()
    assert sheets_of(page) == 1
    context.close()


def test_the_papers_that_took_years_are_told_with_their_plan(site: Site) -> None:
    context = opened(site, "jiang", width=1280, language="en")
    page = context.new_page()
    page.goto("/desk/matters/?q=独生子女证")
    page.goto(page.locator("a[href^='/desk/matters/']", has_text="独生子女证").first.get_attribute("href") or "")
    number = page.url.rstrip("/").rpartition("/")[2]
    page.goto(f"/desk/papers-map/matters/{number}/")
    assert "5 / 5" in page.locator("main").inner_text()
    page.goto("/desk/papers-map/guides/")
    first = page.locator("tbody tr").first.inner_text()
    assert "Applying for subsistence allowance" in first
    assert "7" in first
    context.close()
