"""Counting events into the tally. Writers queue at the journal's end, so nobody counts at the same time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction

from lianyi.journal.models import Entry, Part
from lianyi.matters.models import Tally
from lianyi.matters.rates.events import Event
from lianyi.statements import Together

AT_ONCE = 5000
_COLUMNS = ("community_id", "month", "known_on", "event", "body_key", "subject_key")
_TABLE = Tally._meta.db_table
_ROW = f"({', '.join(['%s'] * (len(_COLUMNS) + 1))})"
_ADD = (  # names of our own table only
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}, count) VALUES %s "  # noqa: S608
    f"ON CONFLICT ({', '.join(_COLUMNS)}) DO UPDATE SET count = {_TABLE}.count + excluded.count"
)


def count(community_id: int, received: date, events: Iterable[Event], *, along: Together) -> None:
    """Counts what was just told of a matter, `along` with what tells the journal."""
    times: Counter[tuple[str, str, int, int]] = Counter()
    for event in events:
        times[event.known_on.isoformat(), str(event.what), event.body_key, event.subject_key] += event.times
    if times:
        month = received.replace(day=1).isoformat()
        values = [value for key, count in times.items() for value in (community_id, month, *key, count)]
        # Adding to a row that may not be there yet is one statement in both databases, and none of the ORM.
        along.execute(_ADD % ", ".join([_ROW] * len(times)), values)


@transaction.atomic
def count_anew() -> int:
    """Makes the whole tally anew from the journal. Returns how many rows it has."""
    counts: Counter[tuple[object, ...]] = Counter()
    for community_id, received, event in _told():
        key = (community_id, received.replace(day=1), event.known_on, str(event.what), event.body_key)
        counts[(*key, event.subject_key)] += event.times
    Tally.objects.all().delete()
    rows = [Tally(**dict(zip(_COLUMNS, key, strict=True)), count=times) for key, times in counts.items()]
    Tally.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _told() -> Iterator[tuple[int, date, Event]]:
    """Every event that the journal was told, with the community and the day on which its matter was received."""
    parts = Part.objects.filter(position=0, entry__action__startswith="matter.", entry__kind=Entry.Kind.WRITE)
    rows = parts.order_by("entry_id").values_list("entry__community_id", "content")
    for community_id, content in rows.iterator(chunk_size=AT_ONCE):
        after = (content or {}).get("after", {})
        for fact in after.get("events", ()):
            yield community_id or 0, date.fromisoformat(after["received"]), Event.from_fact(fact)
