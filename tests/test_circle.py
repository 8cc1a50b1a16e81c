"""The service circle in the browser: the map under the site's own policy, the page for residents without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.site import Site, sheets_of

pytestmark = pytest.mark.browser
# Where on the screen the map shows one of its buildings, and its name.
A_BUILDING = """() => {
  const { map } = document.querySelector("circle-map");
  const [building] = map.queryRenderedFeatures({ layers: ["homes"] });
  const { x, y } = map.project(building.geometry.coordinates);
  const corner = map.getCanvas().getBoundingClientRect();
  return [corner.x + x, corner.y + y, building.properties.name];
}"""


def complaints_of(page: Page) -> list[str]:
    """What the browser complains of from now on; the chatter of software rendering is no complaint."""
    found: list[str] = []
    page.on("console", lambda line: found.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda fault: found.append(str(fault)))
    return found


def computed(page: Page) -> None:
    """Waits until the worker has computed what the demo asked for."""
    for _ in range(60):
        page.goto("/desk/circle/")
        if page.locator("meter").count():
            return
        page.wait_for_timeout(1000)
    pytest.fail("the walks were not computed")


def test_the_map_is_drawn_from_our_own_files_and_a_building_tells_its_walks(site: Site) -> None:
    context = site.context("jiang", "zh-hans", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    computed(page)
    complaints, elsewhere = complaints_of(page), []
    page.on(
        "request", lambda sent: None if sent.url.startswith((site.address, "blob:")) else elsewhere.append(sent.url)
    )
    page.goto("/desk/circle/map/?kind=market")
    page.wait_for_selector("circle-map[data-ready]")
    x, y, name = page.evaluate(A_BUILDING)
    page.mouse.click(x, y)
    page.wait_for_selector("#map-panel .home-card table")
    assert page.locator("#map-panel h2").inner_text() == name
    assert page.locator("section table tbody tr").count() >= 41
    assert not complaints
    assert not elsewhere
    context.close()


@pytest.mark.parametrize("size", ["a4", "a3"])
def test_the_circle_is_one_page_of_paper(site: Site, size: str) -> None:
    context = site.context("jiang", "zh-hans")
    page = context.new_page()
    computed(page)
    page.goto(f"/desk/circle/paper/?kind=market&size={size}")
    assert sheets_of(page) == 1
    context.close()


def test_a_resident_on_a_phone_finds_the_nearest_without_scripts(site: Site) -> None:
    context = site.context("", "zh-hans", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto("/nearest/")
    page.get_by_role("link", name="柳岸社区").click()
    page.get_by_label("您住的楼栋").select_option(label="柳岸新村 1号楼")
    page.get_by_label("您要找什么").select_option(label="菜市场或生鲜超市")
    page.get_by_role("button", name="查找").click()
    answer = page.locator(".answer").inner_text()
    assert "集贤菜市场" in answer
    assert "11 分钟" in answer
    assert "沿柳岸新村内路向南走" in answer
    context.close()
