"""Whoever changes the journal behind the triggers is found out, whatever they change."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from lianyi.journal import chain, protection
from lianyi.journal.actions import Change, erase_person, look, record
from lianyi.journal.models import Part
from lianyi.journal.verification import verify
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db

COLUMNS = [
    ("at", "'2020-01-01 00:00:00+00:00'"),
    ("kind", "'look'"),
    ("action", "'place.closed'"),
    ("purpose", "'another'"),
    ("user_id", "99"),
    ("actor_person_id", "99"),
    ("actor_name", "'Charlie'"),
    ("roles", "'admin'"),
    ("community_id", "99"),
    ("subject_type", "'group'"),
    ("subject_id", "99"),
    ("parts_hash", f"'{'0' * 64}'"),
    ("previous_hash", f"'{'0' * 64}'"),
    ("hash", f"'{'1' * 64}'"),
]
PART_COLUMNS = [
    ("person_id", "99"),
    ("person_id", "NULL"),
    ("salt", "'00'"),
    ("content", '\'{"after": {"name": "x"}, "before": {}}\''),
    ("commitment", f"'{'0' * 64}'"),
    ("position", "5"),
]


@pytest.fixture
def journal(alice: Actor) -> None:
    """Five entries; the third has two parts, the second tells about somebody erased by the fourth."""
    record("place.added", by=alice, changes=[Change(None, {"name": "望湖苑"})], community_id=1, purpose="upkeep")
    record("person.added", by=alice, changes=[Change(None, {"name": "王敏"}, 30)], subject=("person", 30))
    record("people.added", by=alice, changes=[Change(None, {"name": n}, pk) for n, pk in (("李静", 31), ("陈涛", 32))])
    erase_person(30, by=alice, community_id=1, reason="本人要求")
    record("place.renamed", by=alice, changes=[Change({"name": "望湖苑"}, {"name": "望湖园"})])


def tamper(sql: str) -> None:
    protection.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.usefixtures("journal")
def test_an_untouched_journal_holds() -> None:
    found = verify()
    assert found.holds
    assert found.entries == 5


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(("column", "value"), COLUMNS)
def test_a_changed_column_names_its_entry(column: str, value: str) -> None:
    tamper(f"UPDATE journal_entry SET {column} = {value} WHERE number = 3")  # noqa: S608 (columns of ours)
    assert verify().broken_at == 3


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(("column", "value"), PART_COLUMNS)
def test_a_changed_part_names_its_entry(column: str, value: str) -> None:
    tamper(f"UPDATE journal_part SET {column} = {value} WHERE entry_id = 3 AND position = 1")  # noqa: S608
    assert verify().broken_at == 3


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_missing_entry_is_named(number: int) -> None:
    protection.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_part WHERE entry_id = %s", [number])
        cursor.execute("DELETE FROM journal_entry WHERE number = %s", [number])
    assert verify().broken_at == number


@pytest.mark.usefixtures("journal")
def test_a_missing_part_names_its_entry() -> None:
    tamper("DELETE FROM journal_part WHERE entry_id = 3 AND position = 0")
    assert verify().broken_at == 3


@pytest.mark.usefixtures("journal")
def test_an_added_part_names_its_entry() -> None:
    protection.remove(connection)
    Part.objects.create(entry_id=3, position=2, person_id=1, salt="0", content={}, commitment="0" * 64)
    assert verify().broken_at == 3


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("erasure", [4, 5, 77])
def test_a_part_that_only_pretends_to_be_erased_is_found(erasure: int) -> None:
    tamper(
        f"UPDATE journal_part SET content = NULL, salt = '', person_id = NULL, erased_by = {erasure} "  # noqa: S608
        "WHERE entry_id = 3 AND position = 0"
    )
    assert verify().broken_at == (4 if erasure == 4 else 3)


@pytest.mark.usefixtures("journal")
def test_content_put_back_after_an_erasure_is_found() -> None:
    tamper("UPDATE journal_part SET person_id = 30 WHERE entry_id = 2")
    assert verify().broken_at == 2


@pytest.mark.usefixtures("journal")
def test_a_cut_end_is_found() -> None:
    tamper("UPDATE journal_head SET number = 4")
    assert verify().reason == "end-missing"


@pytest.mark.usefixtures("journal")
def test_a_journal_rewritten_from_scratch_is_found_by_the_link_noted_on_paper(alice: Actor) -> None:
    before = verify()
    protection.remove(connection)
    with connection.cursor() as cursor:
        for table in ("journal_part", "journal_entry", "journal_head"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 (three names of ours)
    for _i in range(6):
        record("place.added", by=alice)
    assert verify().holds
    assert verify(noted=f"{before.entries}:{before.last}").reason == "rewritten"
    assert verify(noted=f"9:{before.last}").reason == "end-missing"


@pytest.mark.usefixtures("journal")
def test_nothing_of_an_erased_person_is_left(alice: Actor) -> None:
    look([31], by=alice, what="person.record")
    erase_person(31, by=alice, community_id=1, reason="本人要求")
    assert not Part.objects.filter(person_id=31).exists()
    assert "李静" not in str(list(Part.objects.values_list("content", flat=True)))
    assert verify().holds


@pytest.mark.usefixtures("journal")
def test_the_command_names_the_first_broken_link_and_fails() -> None:
    tamper("UPDATE journal_entry SET purpose = 'x' WHERE number IN (2, 4)")
    errors = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("verify_journal", stderr=errors)
    assert stop.value.code == 1
    assert "2" in errors.getvalue()


@pytest.mark.usefixtures("journal")
def test_the_command_says_that_all_holds() -> None:
    out = StringIO()
    call_command("verify_journal", stdout=out)
    assert f"5:{verify().last}" in out.getvalue()


FORBIDDEN = [
    "UPDATE journal_entry SET purpose = 'x'",
    "DELETE FROM journal_part WHERE entry_id = 5",
    "UPDATE journal_part SET content = NULL WHERE entry_id = 3",
    "UPDATE journal_part SET content = NULL, salt = '', person_id = NULL, erased_by = 5 WHERE entry_id = 3",
    "UPDATE journal_part SET person_id = 1, erased_by = 4 WHERE entry_id = 3",
    "UPDATE journal_part SET commitment = '', erased_by = 4 WHERE entry_id = 2",
    "UPDATE journal_head SET number = 1",
    "DELETE FROM journal_head",
]


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_database_itself_refuses(sql: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_commitment_does_not_tell_its_content() -> None:
    one, two = (chain.commitment(salt, 1, {"name": "李静"}) for salt in ("a", "b"))
    assert one != two
