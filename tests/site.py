"""The running site and its browser, as the tests use them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import APIRequestContext, Browser, BrowserContext, Page

from lianyi.demo.accounts import PASSWORD

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
HATS = {
    "nobody": "",
    "resident": "feng",
    "teller": "tang",
    "secretary": "zheng",
    "committee": "ju",
    "officer": "cheng",
    "staff": "jiang",
    "staff elsewhere": "he",
    "district": "qu",
    "administrator": "admin",
}
PAGES = re.compile(rb"/Type\s*/Page[^s]")
NEEDS_CODE = {"jiang", "he", "ju", "cheng", "qu", "admin"}


@dataclass
class Site:
    """Where it listens, and its browser. `signed_in(name)` is a context with the cookies of a demo account."""

    address: str
    browser: Browser
    states: dict[str, Any]

    def context(self, name: str = "", language: str = "zh-hans", **options: Any) -> BrowserContext:
        if name and name not in self.states:
            self.states[name] = self._sign_in(name)
        context = self.browser.new_context(base_url=self.address, storage_state=self.states.get(name), **options)
        context.add_cookies([{"name": "lianyi_language", "value": language, "url": self.address}])
        return context

    def _sign_in(self, name: str) -> Any:
        context = self.browser.new_context(base_url=self.address)
        page = context.new_page()
        sign_in(page, name)
        state = context.storage_state()
        context.close()
        return state


def sign_in(page: Page, name: str) -> None:
    """Signs in by hand, reading the second factor's code off the page as the demo shows it."""
    page.goto("/sign-in/")
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    if name in NEEDS_CODE:
        code = page.locator("code.code").inner_text()
        page.locator("input[name=code]").fill(code.replace(" ", ""))
        page.locator("input[name=code]").press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


def raise_matter(request: APIRequestContext, community: str, topic: str) -> str:
    """Raises a matter by the public form; `community` is the key of one. Returns its code."""
    token = request.get("/privacy/").text().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "topic": topic, "kind": "report"}
    form |= {"community": community, "whole": "1", "send": "1"}
    answer = request.post("/raise/", form=form, max_redirects=0)
    return answer.headers["location"].split("/")[2]


def sheets_of(page: Page) -> int:
    """How many A4 pages come out of the printer."""
    return len(PAGES.findall(page.pdf(prefer_css_page_size=True)))
