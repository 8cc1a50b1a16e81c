"""The hourly tidying."""

from __future__ import annotations

import pytest

from lianyi.jobs import chores


def test_chores_run_at_first_and_then_once_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    now, runs = [0.0], []
    monkeypatch.setattr(chores, "CHORES", [lambda: runs.append(now[0])])
    clockwork = chores.Clockwork(lambda: now[0])
    for now[0] in (0.0, 10.0, chores.EVERY - 1, chores.EVERY + 1, chores.EVERY + 2):
        clockwork.tick()
    assert runs == [0.0, chores.EVERY + 1]


def test_one_broken_chore_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def broken() -> None:
        raise ValueError

    monkeypatch.setattr(chores, "CHORES", [broken, lambda: runs.append("tidy")])
    assert chores.Clockwork().tick()
    assert runs == ["tidy"]
