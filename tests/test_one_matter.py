"""One matter from the first word to the last: through every channel and every hand, and once entirely on paper."""

from __future__ import annotations

import re
import secrets

import pytest
from playwright.sync_api import Page, expect

from tests.site import Site, sheets_of

pytestmark = pytest.mark.browser
SQUAD = "滨河路城管执法中队"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}


@pytest.mark.parametrize(("residents", "offices"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_a_matter_goes_through_all_channels_and_hands(site: Site, residents: str, offices: str) -> None:
    topic = f"楼下半夜不安静，{secrets.token_hex(3)}"
    phone = site.context("", residents, viewport=PHONE)
    resident = phone.new_page()
    code = _raise_on_the_phone(resident, topic)
    desk = site.context("jiang", offices, viewport=DESK)
    worker = desk.new_page()
    number = _found_at_the_desk(worker, topic)
    worker.locator(".now form button.primary").click()
    for channel, name in (("telephone", "白露秋"), ("counter", "苏木"), ("paper", "谷雨")):
        _stands_behind(worker, number, channel, name)
    _act(worker, number, "step", kind="visit", text="夜里去看过，摊主说明天搬走")
    _act(worker, number, "help", organisation="滨河绿化管理所", task="量一量烟有多远")
    _act(worker, number, "subject", subject="噪音扰民")
    expect(worker.locator(".now")).to_contain_text(SQUAD)
    worker.locator(".now form[action$='/do/hand/'] button").click()
    expect(worker.locator(".now")).to_contain_text(SQUAD)

    squad = site.context("cheng", offices, viewport=DESK)
    officer = squad.new_page()
    officer.goto(f"/desk/matters/{number}/")
    officer.locator(".now form button.primary").click()
    _act(officer, number, "pause", cause="others", note="等摊主到中队")
    resident.goto(f"/m/{code}/")
    expect(resident.locator("main")).to_contain_text("等摊主到中队")
    resident.locator("form[action$='/add/'] [name=text]").fill("昨晚一点又来了")
    resident.locator("form[action$='/add/'] button.primary").click()
    expect(resident.locator("main")).to_contain_text("昨晚一点又来了")
    officer.goto(f"/desk/matters/{number}/")
    expect(officer.locator("main")).to_contain_text("昨晚一点又来了")
    _act(officer, number, "resume")
    _act(officer, number, "answer", outcome="solved", text="摊主已签承诺书，每晚巡查一次")

    resident.goto(f"/m/{code}/")
    expect(resident.locator("main")).to_contain_text(SQUAD)
    expect(resident.locator("main")).to_contain_text("摊主已签承诺书")
    _says(resident, "yes", "谢谢，安静了")
    expect(resident.locator("main")).to_contain_text("谢谢，安静了")
    officer.goto(f"/desk/matters/{number}/")
    expect(officer.locator("main")).to_contain_text("谢谢，安静了")
    _shows_who_looked(resident, code)
    for context in (phone, desk, squad):
        context.close()


def test_a_matter_goes_entirely_on_paper(site: Site) -> None:
    """A card written by hand, a slip, a sheet for the visit, their word on paper: whoever raised it needs no screen."""
    topic = f"三楼扶手松了，{secrets.token_hex(3)}"
    context = site.context("jiang", viewport=DESK)
    page = context.new_page()
    page.goto("/raise/paper/")
    assert sheets_of(page) == 1
    page.goto("/desk/matters/take-in/?channel=paper")
    page.fill("#id_topic", topic)
    page.fill("#id_name", "谷雨")
    page.fill("#id_received_on", "2026-11-02")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".taken .code")).to_be_visible()
    number = _found_at_the_desk(page, topic)
    expect(page.locator("main")).to_contain_text("2026-11-02")
    page.locator(".now form button.primary").click()
    for paper in ("slip", "visit", "sheet", "word"):
        page.goto(f"/desk/matters/{number}/paper/{paper}/")
        assert sheets_of(page) == 1, paper
    page.goto("/desk/matters/visit-log/")
    assert sheets_of(page) == 1
    _act(page, number, "step", kind="visit", text="换了两颗膨胀螺丝")
    _act(page, number, "answer", outcome="solved", text="修好了，请验收")
    _act(page, number, "word", channel="paper", solved="yes", satisfied="yes", words="好用")
    expect(page.locator("main")).to_contain_text("好用")
    page.goto(f"/desk/matters/{number}/paper/sheet/")
    expect(page.locator("body")).to_contain_text("好用")
    context.close()


def _raise_on_the_phone(page: Page, topic: str) -> str:
    """Raises a matter without an account, and returns its code; the receipt fits the phone, and one sheet."""
    page.goto("/raise/")
    page.fill("#id_topic", topic)
    page.select_option("#id_community", label="柳岸社区")
    page.click("button[name=look]")
    page.fill("#id_text", "连续三天，孩子咳嗽")
    page.fill("#id_name", "白露")
    page.fill("#id_phone", "0600-000-222")
    page.click("button[name=send]")
    page.wait_for_url("**/receipt/")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    code = page.url.split("/m/")[1].split("/")[0]
    page.goto(f"/m/{code}/slip/")
    assert sheets_of(page) == 1
    return code


def _found_at_the_desk(page: Page, topic: str) -> int:
    page.goto(f"/desk/matters/?q={topic}")
    page.locator("table.matters tbody th a").first.click()
    page.wait_for_url(re.compile(r"/desk/matters/\d+/$"))
    return int(page.url.rstrip("/").rpartition("/")[2])


def _act(page: Page, number: int, name: str, /, **answers: str) -> None:
    """Fills in the form of an act as its own page, and sends it."""
    page.goto(f"/desk/matters/{number}/do/{name}/")
    for field, value in answers.items():
        box = page.locator(f"form.act-form [name={field}]")
        if box.first.get_attribute("type") == "radio":
            page.locator(f"form.act-form [name={field}][value={value}]").check()
        elif box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(label=value)
        else:
            box.fill(value)
    page.locator("main form.act-form button.primary").click()
    page.wait_for_url(lambda url: "/do/" not in url)


def _stands_behind(page: Page, number: int, channel: str, name: str) -> None:
    """Somebody else has the same matter, and gets a slip with a code of their own."""
    _act(page, number, "behind", name=name, channel=channel)
    assert sheets_of(page) == 1
    page.goto(f"/desk/matters/{number}/")
    expect(page.locator("main")).to_contain_text(name)


def _says(page: Page, solved: str, words: str) -> None:
    page.locator(f"form[action$='/say/'] [name=solved][value={solved}]").check()
    page.locator("form[action$='/say/'] [name=satisfied]").first.check()
    page.locator("form[action$='/say/'] [name=words]").fill(words)
    page.locator("form[action$='/say/'] button.primary").click()


def _shows_who_looked(page: Page, code: str) -> None:
    page.goto(f"/m/{code}/")
    for name in ("蒋岚", "程管"):
        expect(page.locator("main")).to_contain_text(name)
