"""The documents keep their word: links lead somewhere, and what an installation may set or run is written down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUNNING = ROOT / "docs" / "running.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
READ = re.compile(r"""(?:environ(?:\.get)?|getenv|switch)\s*[\[(]\s*["'](LIANYI_[A-Z_]+)["']""")
OWN = ("lianyi", "tests", "bench", "script", "manage.py", "conftest.py")


def links_of(page: Path) -> list[str]:
    """The relative addresses a page leads to, anchors cut off."""
    targets = (target.split("#")[0] for target in LINK.findall(page.read_text(encoding="utf-8")))
    return [target for target in targets if target and not re.match(r"[a-z]+:", target)]


def variables_read() -> set[str]:
    roots = [ROOT / name for name in OWN]
    files = [file for root in roots for file in ([root] if root.is_file() else root.rglob("*.py"))]
    return {name for file in files for name in READ.findall(file.read_text(encoding="utf-8"))}


def commands() -> list[str]:
    found = (ROOT / "lianyi").glob("*/management/commands/*.py")
    return sorted(file.stem for file in found if not file.stem.startswith("_"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not [target for target in links_of(page) if not (page.parent / target).exists()]


def test_there_are_links_to_follow() -> None:
    assert "docs/first-round.md" in links_of(ROOT / "README.md")


def test_what_may_be_set_is_written_down_and_nothing_else() -> None:
    read = variables_read()
    assert "LIANYI_DATA" in read
    assert set(re.findall(r"LIANYI_[A-Z_]+", RUNNING.read_text(encoding="utf-8"))) == read


@pytest.mark.parametrize("command", commands())
def test_every_command_is_written_down(command: str) -> None:
    assert re.search(rf"`{command}[ `]", RUNNING.read_text(encoding="utf-8"))


def test_there_are_commands() -> None:
    assert "serve" in commands()
