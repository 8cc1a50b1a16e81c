"""A small folder of packs to write into, and the text of one good rule."""

from collections.abc import Callable
from pathlib import Path

import pytest

RULE = """\
  {id}:
    value: {value}
    type: int
    operator: ">="
    unit: person
    severity: {severity}
    overridable: {overridable}
    grade: P
    text: {{zh: "至少{{value}}人", en: "At least {{value}} people"}}
"""
SOURCE = 'source: {zh: "章程", en: "Bylaws"}\n'


def rule_yaml(
    id: str = "groups.minimum_members", value: int = 3, severity: str = "refuse", overridable: str = "true"
) -> str:
    """The YAML of one rule, to stand below `rules:`."""
    return RULE.format(id=id, value=value, severity=severity, overridable=overridable)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the pack `town`, which has no rules yet."""
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "pack.yaml").write_text("title: {zh: 镇, en: Town}\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def write(packs: Path) -> Callable[..., Path]:
    """Write `<pack>/<name>` with the given rules and return the folder of packs."""

    def _write(name: str, *rules: str, head: str = SOURCE) -> Path:
        path = packs / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(head + "rules:\n" + "".join(rules), encoding="utf-8")
        return packs

    return _write
