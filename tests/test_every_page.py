"""Every page of the site: that links lead to it, who may open it, and that everybody can use it who may.

Each page is tried as every hat and compared with the table in docs/access.md. To write the table anew after a
deliberate change: LIANYI_WRITE_ACCESS=1 script/test tests/test_every_page.py. axe-core looks at each page at a phone's
and a desk's width, and nothing may be loaded from elsewhere.
"""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import APIRequestContext, APIResponse, BrowserContext, Page

from tests.crawl import STATES, Walk, every_view
from tests.site import HATS, ROOT, Site

TABLE = ROOT / "docs" / "access.md"
HEAD = """# Who may open which page

Made from the running site by `LIANYI_WRITE_ACCESS=1 script/test tests/test_every_page.py`; compared at each run.

- **yes** it opens. **sends** it takes what is sent, nothing is shown.
- **sign in** it asks to sign in first. **no** it says that this is not for you.
- **hidden** it answers as if the thing did not exist: it belongs to somebody else's community, group or record.

The objects in the addresses belong to the communities of *staff*; *staff elsewhere* works for another community.

"""
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LOOKS = {360: "zh-hans", 1920: "en"}
ORDER = ("staff", "administrator", "district", "secretary", "resident", "nobody")
START = {"shell:home", "shell:desk"}  # these show something else to each hat

pytestmark = pytest.mark.browser


def test_every_page_can_be_reached_by_links(walk: Walk) -> None:
    missing = sorted(set(every_view()) - set(walk.examples))
    assert not missing, "\n".join(missing)


@pytest.fixture(scope="session")
def whole_pages(site: Site, walk: Walk) -> dict[str, list[str]]:
    """Hat -> addresses: each page as the first hat that may open it, the first pages as every hat."""
    left = {name: addresses[: STATES.get(name, 1)] for name, addresses in walk.examples.items()}
    found: dict[str, list[str]] = {}
    for hat in ORDER:
        context = site.context(HATS[hat])
        for name, addresses in list(left.items()):
            if _is_whole_page(context.request, addresses[0]):
                found.setdefault(hat, []).extend(addresses)
                if name not in START:
                    del left[name]
        context.close()
    assert sum(map(len, found.values())) > len(walk.examples) / 2
    return found


@pytest.mark.parametrize("width", LOOKS)
def test_every_page_is_accessible(site: Site, whole_pages: dict[str, list[str]], width: int) -> None:
    faults: dict[str, list[str]] = {}
    foreign: list[str] = []
    for hat, addresses in whole_pages.items():
        size = {"width": width, "height": 900}
        context = site.context(HATS[hat], LOOKS[width], viewport=size, bypass_csp=True)
        page = context.new_page()
        page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url, site) else None)
        faults |= {f"{hat} {address}": found for address in addresses if (found := _faults(page, address))}
        context.close()
    assert not faults
    assert not foreign


def test_the_table_tells_the_truth(site: Site, walk: Walk) -> None:
    at_work = {hat: site.context(user) for hat, user in HATS.items()}
    found = {
        name: {hat: _tried(site, hat, addresses[0], at_work) for hat in HATS}
        for name, addresses in sorted(walk.examples.items())
    }
    for context in at_work.values():
        context.close()
    if os.environ.get("LIANYI_WRITE_ACCESS") == "1":
        TABLE.write_text(_written(found), encoding="utf-8")
    assert _read(TABLE.read_text(encoding="utf-8")) == found


def test_nobody_sends_to_pages_that_are_not_theirs(site: Site, walk: Walk) -> None:
    """What the table refuses for looking is refused for sending as well."""
    table = _read(TABLE.read_text(encoding="utf-8"))
    for hat, user in HATS.items():
        context = site.context(user)
        token = _token(context)
        for name, addresses in walk.examples.items():
            if table[name][hat] in {"no", "hidden"} and not name.startswith("mfa_"):
                answer = _sent(context, site, addresses[0], token)
                assert answer.status in {403, 404, 405}, (hat, name, answer.status)
        assert _is_good(token, context), f"{hat}: refused for want of a token, and so not tried"
        context.close()


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


def _tried(site: Site, hat: str, address: str, at_work: dict[str, BrowserContext]) -> str:
    """What a page says to somebody with this hat. What was sent may end the session: then another one begins."""
    answer = at_work[hat].request.get(address, max_redirects=0)
    if answer.status == 405 and hat not in {"staff", "administrator"}:  # theirs would change the town
        answer = _sent(at_work[hat], site, address, _token(at_work[hat]))
        told = _told(answer)
        at_work[hat].close()
        at_work[hat] = site.context(HATS[hat])
        return told
    return _told(answer)


def _told(answer: APIResponse) -> str:
    if answer.status in {301, 302}:
        return "sign in" if "/sign-in/" in answer.headers["location"] else "yes"
    return {200: "yes", 204: "yes", 400: "yes", 422: "yes", 405: "sends", 403: "no", 404: "hidden"}[answer.status]


def _token(context: BrowserContext) -> str:
    """What makes a form one of ours, for as long as the session lasts."""
    page = context.request.get("/privacy/").text()
    return page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def _is_good(token: str, context: BrowserContext) -> bool:
    """Whether a form with this token is still taken for one of ours: this one finds nothing, and changes nothing."""
    headers = {"Referer": context.request.get("/m/").url}
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "code": "?"}
    return context.request.post("/m/", form=form, headers=headers, max_redirects=0).status != 403


def _sent(context: BrowserContext, site: Site, address: str, token: str) -> APIResponse:
    """The answer to an empty form sent to this address."""
    form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token}
    return context.request.post(address, form=form, headers={"Referer": site.address}, max_redirects=0)


def _written(found: dict[str, dict[str, str]]) -> str:
    rows = ["| page | " + " | ".join(HATS) + " |", "|---" * (len(HATS) + 1) + "|"]
    rows += [f"| {name} | " + " | ".join(cells[hat] for hat in HATS) + " |" for name, cells in found.items()]
    return HEAD + "\n".join(rows) + "\n"


def _read(text: str) -> dict[str, dict[str, str]]:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    head, *body = rows
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body}
