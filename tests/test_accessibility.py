"""axe-core on every page of the site, at a phone's and a desk's width; and nothing is loaded from elsewhere."""

from __future__ import annotations

import pytest

from tests.crawl import Walk
from tests.site import ROOT, Site

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
WIDTHS = (360, 1920)
VISITORS = ("", "feng", "zheng", "jiang", "qu", "admin")

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", VISITORS)
def test_every_page_is_accessible(site: Site, walk: Walk, name: str, width: int) -> None:
    language = "en" if width == max(WIDTHS) else "zh-hans"
    context = site.context(name, language, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    foreign: list[str] = []
    page.on(
        "request",
        lambda request: None if request.url.startswith((site.address, "data:")) else foreign.append(request.url),
    )
    faults: dict[str, list[str]] = {}
    for address in [addresses[0] for addresses in walk.examples.values()]:
        answer = page.request.get(address, max_redirects=0)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        if "<html" not in answer.text()[:500].lower():
            continue  # a fragment: it is looked at within its page
        page.goto(address)
        page.evaluate(AXE)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        faults[address] = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in result["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            faults[address].append("wider than the window")
    context.close()
    assert faults
    assert not {address: found for address, found in faults.items() if found}
    assert not foreign
