"""Counting what comes from an address."""

from __future__ import annotations

import threading

import pytest
from django.db import OperationalError, connection

from lianyi.jobs.chores import CHORES
from lianyi.limiting import counting
from lianyi.limiting.models import Count


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000.0]
    monkeypatch.setattr(counting, "_now", lambda: int(now[0]))
    return now


@pytest.mark.django_db
def test_a_limit_is_reached_by_one_thing_from_one_address(clock: list[float]) -> None:
    for _time in range(3):
        assert not counting.reached("letters", "10.0.0.1", 3)
        counting.count("letters", "10.0.0.1")
    assert counting.reached("letters", "10.0.0.1", 3)
    assert not counting.reached("letters", "10.0.0.2", 3)
    assert not counting.reached("calls", "10.0.0.1", 3)


@pytest.mark.django_db
def test_the_window_runs_from_the_first_and_then_anew(clock: list[float]) -> None:
    counting.count("letters", "10.0.0.1")
    clock[0] += counting.WINDOW - 1
    counting.count("letters", "10.0.0.1")
    assert counting.reached("letters", "10.0.0.1", 2)
    clock[0] += 1
    assert not counting.reached("letters", "10.0.0.1", 1)
    counting.count("letters", "10.0.0.1")
    assert counting.reached("letters", "10.0.0.1", 1)
    assert not counting.reached("letters", "10.0.0.1", 2)


@pytest.mark.django_db
def test_no_address_is_kept_and_nothing_longer_than_its_window(clock: list[float]) -> None:
    counting.count("letters", "10.0.0.1")
    assert "10.0.0.1" not in Count.objects.get().key
    assert counting.forget_ended in CHORES
    counting.forget_ended()
    assert Count.objects.count() == 1
    clock[0] += counting.WINDOW
    counting.forget_ended()
    assert Count.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted() -> None:
    def count() -> bool:
        """Counts, unless somebody else is writing: an SQLite in memory, as in tests, does not wait as a file does."""
        try:
            counting.count("letters", "10.0.0.1")
        except OperationalError:
            return False
        return True

    def send() -> None:
        for _time in range(10):
            while not count():
                pass
        connection.close()

    threads = [threading.Thread(target=send) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Count.objects.get().count == 40
