"""`python -m lianyi.rules` prints a table a person can read."""

from pathlib import Path

import pytest

from lianyi.rules.__main__ import main


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", "| `groups.usual_maximum_members` | <= 50人 |"),
        ("en", "| `groups.usual_maximum_members` | <= 50 people |"),
    ],
)
def test_the_table_says_what_is_asked(capsys: pytest.CaptureFixture[str], language: str, row: str) -> None:
    assert main(["--pack", "cn-party", "--on", "2026-11-22", "--lang", language]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith(row) for line in lines) == 1
    assert len({line.count(" | ") for line in lines}) == 1


def test_a_broken_overlay_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "groups.yaml").write_text("rules: {}\n", encoding="utf-8")
    assert main(["--overlay", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("local/groups.yaml: file name")
