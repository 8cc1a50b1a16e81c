"""Every icon that a template, a menu or a pack names is in the sprite."""

import re
from pathlib import Path

from lianyi.packs import load_pack, pack_ids
from lianyi.shell import navigation

PRODUCT = Path(__file__).parents[2]
SPRITE = set(re.findall(r'<symbol id="([a-z-]+)"', (PRODUCT / "shell/static/shell/icons.svg").read_text()))


def test_icons_of_templates() -> None:
    named = {
        name
        for page in PRODUCT.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', page.read_text())
    }
    assert named
    assert named <= SPRITE


def test_icons_of_menus() -> None:
    assert {room.icon or room.key for room in navigation._DESK} <= SPRITE


def test_icons_of_bonds() -> None:
    assert {bond.icon for pack in pack_ids() for bond in load_pack(pack).bonds} <= SPRITE
