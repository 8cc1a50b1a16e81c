"""The examples of docs/engines/count.md are what really happens."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

import lianyi
from lianyi.cli import main

PAGE = Path(lianyi.__file__).parents[1] / "docs" / "engines" / "count.md"
BLOCKS = dict(re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL))


def test_the_python_example_runs() -> None:
    exec(compile(BLOCKS["python"], str(PAGE), "exec"), {})  # noqa: S102 our own page


def test_the_command_prints_what_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    making, _, command = BLOCKS["sh"].strip().rpartition("\n")
    subprocess.run(["sh", "-c", making], check=True)
    assert main(shlex.split(command)[1:]) == 3
    summary = json.loads(capsys.readouterr().out)
    assert summary.pop("rules")
    assert summary == json.loads(BLOCKS["json"])
