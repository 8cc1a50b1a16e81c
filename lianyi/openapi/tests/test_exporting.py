"""`lianyi export`: the same as the addresses tell, as one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from lianyi.cli import main
from lianyi.openapi import exporting
from lianyi.openapi.tests.checking import faults_of_hsds, faults_of_popolo
from lianyi.openapi.tests.town import AFTER, BEFORE, PRIVATE, Town


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a site's data; the database of the tests is asked all the same."""
    for name in ("LIANYI_DATA", "LIANYI_DATABASE"):
        monkeypatch.setenv(name, "")
    (tmp_path / "lianyi.sqlite3").touch()
    return tmp_path


def export(form: str, data: Path, *more: str) -> Any:
    output = data / "out.json"
    assert main(["export", form, "-o", str(output), "--data", str(data), "--on", str(AFTER), *more]) == 0
    return json.loads(output.read_text(encoding="utf-8"))


def test_popolo_is_written(town: Town, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = export("popolo", data)
    assert faults_of_popolo(document) == []
    told = json.loads(capsys.readouterr().out)
    assert (told["organizations"], told["persons"], told["result"]) == (len(document["organizations"]), 1, "out.json")


def test_hsds_is_written_as_bodies_with_all_they_lead(
    town: Town, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = export("hsds", data)
    for body in document:
        assert faults_of_hsds("organization", body) == []
        assert [fault for service in body.get("services", []) for fault in faults_of_hsds("service", service)] == []
    led = {service["name"]: body["name"] for body in document for service in body.get("services", [])}
    assert led == {"低保申请": "政务服务中心", "邻里调解": "柳岸居委会", "日间照料": "静园养老院"}
    assert json.loads(capsys.readouterr().out)["services"] == 3


@pytest.mark.parametrize("form", ["popolo", "hsds"])
@pytest.mark.parametrize("day", [str(BEFORE), str(AFTER)])
def test_files_hold_nothing_private(town: Town, data: Path, form: str, day: str) -> None:
    text = json.dumps(export(form, data, "--on", day), ensure_ascii=False)
    assert [secret for secret in PRIVATE if secret in text] == []


def test_a_folder_without_a_site_is_refused_and_stays_as_it_is(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = data / "empty"
    for more, told in ((["--data", str(empty)], "no site's data"), ([], "Name the folder")):
        assert main(["export", "hsds", "-o", str(data / "out.json"), "--language", "en", *more]) == 2
        assert told in capsys.readouterr().err
    assert not empty.exists()
    assert not (data / "out.json").exists()


def test_faults_are_told_in_words(
    town: Town, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ["export", "popolo", "--data", str(data), "--language", "zh", "-o"]
    assert main([*call, str(data / "out.json"), "--on", "someday"]) == 2
    assert "日期" in capsys.readouterr().err
    assert main([*call, str(data / "missing" / "out.json")]) == 2
    assert "无法写入" in capsys.readouterr().err

    def broken(day: object) -> Any:
        raise DatabaseError("no such table")

    monkeypatch.setitem(exporting.FORMS, "popolo", broken)
    assert main([*call, str(data / "out.json")]) == 2
    assert "no such table" in capsys.readouterr().err
