"""Counting what comes from one network address.

Many people share an address (an office, a café, a mobile network), so limits are wide. What is kept is a keyed digest
of the address, not the address. Each of these is one statement: every matter that is raised comes by here.
"""

from __future__ import annotations

import time

from django.db import connection

from lianyi import codes
from lianyi.limiting.models import Count

WINDOW = 600  # seconds, from the first time on
_TABLE = Count._meta.db_table
_ASK = f"SELECT count FROM {_TABLE} WHERE key = %s AND ends_at > %s"  # noqa: S608 (our own table, here and below)
_COUNT = (
    f"INSERT INTO {_TABLE} (key, count, ends_at) VALUES (%s, 1, %s) ON CONFLICT (key) DO UPDATE SET"  # noqa: S608
    f" count = CASE WHEN {_TABLE}.ends_at > %s THEN {_TABLE}.count + 1 ELSE 1 END,"
    f" ends_at = CASE WHEN {_TABLE}.ends_at > %s THEN {_TABLE}.ends_at ELSE excluded.ends_at END RETURNING count"
)


def reached(what: str, address: str, most: int) -> bool:
    """Whether it came from there as often as it may."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [_key(what, address), _now()])
        found = cursor.fetchone()
    return found is not None and found[0] >= most


def count(what: str, address: str) -> int:
    """Counts it once; of many at the same time each. Returns how often it was, this time included."""
    now = _now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(what, address), now + WINDOW, now, now])
        found: tuple[int] = cursor.fetchone()
    return found[0]


def forget_ended() -> None:
    Count.objects.filter(ends_at__lte=_now()).delete()


def _now() -> int:
    return int(time.time())


def _key(what: str, address: str) -> str:
    return f"{what}:{codes.keyed(what, address).hex()[:32]}"
