"""The last step of work that writes much."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from lianyi.jobs.kinds import Report


@contextmanager
def saving(report: Report) -> Iterator[None]:
    """All or nothing, in one transaction that begins with a look whether somebody has stopped the work.

    SQLite lets nobody else write meanwhile, so it should be short. A list of many thousand makes as many objects that
    all stay; looking through them for rubbish again and again takes a quarter of the time and finds none.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        with transaction.atomic():
            report(1, 1)
            yield
    finally:
        if collects:
            gc.enable()
