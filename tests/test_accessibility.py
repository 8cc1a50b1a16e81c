"""axe-core on every page of the site, at a phone's and a desk's width; and nothing is loaded from elsewhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import APIRequestContext, Page

from tests.crawl import STATES, Walk
from tests.site import HATS, ROOT, Site

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LOOKS = {360: "zh-hans", 1920: "en"}
ORDER = ("staff", "administrator", "district", "secretary", "resident", "nobody")
START = {"shell:home", "shell:desk"}  # these show something else to each hat

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", LOOKS)
def test_every_page_is_accessible(site: Site, walk: Walk, width: int) -> None:
    """Each page as the first hat that may open it, the first pages as every hat."""
    left = {name: addresses[: STATES.get(name, 1)] for name, addresses in walk.examples.items()}
    faults: dict[str, list[str]] = {}
    foreign: list[str] = []
    for hat in ORDER:
        size = {"width": width, "height": 900}
        context = site.context(HATS[hat], LOOKS[width], viewport=size, bypass_csp=True)
        page = context.new_page()
        page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url, site) else None)
        for name, addresses in list(left.items()):
            if _is_whole_page(context.request, addresses[0]):
                faults |= {f"{hat} {address}": _faults(page, address) for address in addresses}
                if name not in START:
                    del left[name]
        context.close()
    assert len(faults) > len(walk.examples) / 2
    assert not {address: found for address, found in faults.items() if found}
    assert not foreign


def _is_whole_page(request: APIRequestContext, address: str) -> bool:
    """Whether this opens, and is a page rather than a file or a fragment of one."""
    answer = request.get(address, max_redirects=0)
    is_html = "text/html" in answer.headers.get("content-type", "")
    return answer.status == 200 and is_html and "<html" in answer.text()[:500].lower()


def _faults(page: Page, address: str) -> list[str]:
    page.goto(address)
    page.evaluate(AXE)
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    found = [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in result["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        found.append("wider than the window")
    return found


def _is_foreign(url: str, site: Site) -> bool:
    return not url.startswith((site.address, "data:", "blob:"))
