"""What is written, and what is not."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from lianyi.journal.actions import ONE_LOOK, Change, look, record
from lianyi.journal.models import Entry, JournalIsAppendOnlyError, Part
from lianyi.journal.queries import seen_by
from lianyi.journal.verification import verify
from lianyi.journal.wording import LOOKS, PURPOSES
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db


def test_only_what_differs_is_kept(alice: Actor) -> None:
    record(
        "person.corrected",
        by=alice,
        changes=[Change({"name": "李静", "phone": "1"}, {"name": "李静", "phone": "2"}, 5)],
    )
    assert Part.objects.get().content == {"before": {"phone": "1"}, "after": {"phone": "2"}}


def test_who_sees_the_own_record_leaves_no_trace(bob: Actor) -> None:
    assert look([20], by=bob, what="person.record") is None
    assert not Entry.objects.exists()


def test_a_resident_has_no_name_in_the_journal(bob: Actor) -> None:
    record("person.corrected", by=bob, changes=[Change(None, {"a": 1}, 20)])
    assert Entry.objects.get().actor_name == ""


def test_the_same_look_counts_once_in_a_quarter_of_an_hour(alice: Actor) -> None:
    assert look([1, 2], by=alice, what="people.list")
    entry = look([1, 2, 3], by=alice, what="people.list")
    assert entry is not None
    assert [part.person_id for part in entry.parts.all()] == [3]
    assert look([3], by=alice, what="people.list") is None


@pytest.mark.parametrize("other", [{"what": "person.record"}, {"what": "people.list", "purpose": "contact"}])
def test_another_page_or_purpose_is_another_look(alice: Actor, other: dict[str, str]) -> None:
    look([1], by=alice, what="people.list")
    assert look([1], by=alice, **other) is not None  # type: ignore[arg-type]


def test_a_later_look_is_noted_anew(alice: Actor) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        look([1], by=alice, what="people.list")
        clock.shift(ONE_LOOK + timedelta(seconds=1))
        assert look([1], by=alice, what="people.list") is not None


def test_a_resident_reads_who_looked_and_what_for(alice: Actor) -> None:
    look([20], by=alice, what="person.record", purpose="contact")
    [seen] = seen_by(20)
    assert seen.who == "Alice"
    assert (seen.role, seen.what, seen.purpose) != ("", "", "")


def test_only_looks_are_among_those_who_looked_and_each_says_what_for(alice: Actor) -> None:
    record("election.round_settled", by=alice, changes=[Change({}, {"votes": 3}, 20)])
    assert seen_by(20) == []
    for what in LOOKS:
        look([20], by=alice, what=what)
    with override("en"):
        assert [seen.what for seen in seen_by(20) if seen.purpose == str(PURPOSES[""])] == []
    look([21], by=alice, what="visiting_list", purpose="visit")
    with override("en"):
        assert seen_by(21)[0].purpose == "Visits: remind people, bring and collect forms"


def test_entries_can_neither_be_changed_nor_deleted_through_the_models(alice: Actor) -> None:
    entry = record("place.added", by=alice)
    for forbidden in (lambda: Entry.objects.all().delete(), lambda: Entry.objects.update(action="x"), entry.delete):
        with pytest.raises(JournalIsAppendOnlyError):
            forbidden()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "value", [1, "a", None, True, [1, "二"], {"b": 1, "a": [None]}, 1.5, 1e22, 0.1 + 0.2, "𠮷\u00a0é", 2**60]
)
def test_the_hash_survives_the_way_through_the_database(alice: Actor, value: object) -> None:
    record("place.added", by=alice, changes=[Change(None, {"value": value}, 3)])
    assert verify().holds, connection.vendor


def test_the_hash_holds_whatever_the_time_zone(alice: Actor) -> None:
    for zone in ("Asia/Shanghai", "America/St_Johns", "UTC"):
        with timezone.override(zone), time_machine.travel("2026-03-01T23:59:59.123456+08:00", tick=False):
            record("place.added", by=alice)
        assert verify().holds


def test_long_purposes_are_cut_before_they_are_hashed(alice: Actor) -> None:
    record("place.added", by=alice, purpose="因" * 300)
    assert verify().holds
    assert len(Entry.objects.get().purpose) == 200
