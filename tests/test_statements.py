"""Statements made once say the same as the ORM, on whichever database the tests run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from lianyi.journal.models import Entry, Part
from lianyi.matters.models import Matter
from lianyi.matters.tests.street import Street, raised, street
from lianyi.places.models import Place
from lianyi.responsibilities.models import Responsibility
from lianyi.statements import MOST_PARAMETERS, Prepared, Slot, Together, add_once
from lianyi.workdays.models import CalendarDay

pytestmark = pytest.mark.django_db
DAY = Slot("day", models.DateField())


@pytest.fixture
def here() -> Street:
    return street()


def test_tuples_are_those_of_the_orm() -> None:
    days = [CalendarDay(day=date(2026, 5, day), is_working=day == 9, source="通知") for day in (1, 9)]
    _add(days)
    asked = Prepared(lambda: CalendarDay.objects.filter(day__gte=DAY).values_list("day", "is_working"))
    assert asked.rows(day=date(2026, 1, 1)) == [(date(2026, 5, 1), False), (date(2026, 5, 9), True)]
    assert asked.rows(day=date(2026, 5, 2)) == [(date(2026, 5, 9), True)]
    assert asked.first(day=date(2026, 6, 1)) is None


def test_models_come_with_what_is_beside_them(here: Street, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    slot = Slot("subject", models.BigIntegerField())
    asked = Prepared(lambda: Responsibility.objects.filter(subject=slot).select_related("organisation").order_by("pk"))
    plain = list(Responsibility.objects.filter(subject=here.lamps).select_related("organisation").order_by("pk"))
    for _time in range(2):
        with django_assert_num_queries(1):
            found = asked.rows(subject=here.lamps.pk)
            names = [one.organisation.name for one in found]
        assert found == plain
        assert [one.__dict__.keys() for one in found] == [one.__dict__.keys() for one in plain]
        assert names == [one.organisation.name for one in plain]
        assert not found[0]._state.adding


def test_a_value_is_never_part_of_the_statement() -> None:
    asked = Prepared(lambda: Place.objects.filter(name=Slot("name", models.CharField())))
    assert asked.rows(name="' OR 1=1 --%s") == []
    with pytest.raises(KeyError):
        asked.rows(day="1")


def test_rows_are_stored_as_the_orm_stores_them(here: Street) -> None:
    first = raised(here, "三栋门口路灯坏了").matter
    again = Matter.objects.get(pk=first.pk)
    for field in Matter._meta.concrete_fields:
        assert getattr(again, field.attname) == getattr(first, field.attname), field.name
    again.pk, again.nonce, again.code_digest, again.send_key = None, "0" * 32, "0" * 64, None
    assert add_once(again, "send_key")
    assert again.pk > first.pk
    again.topic = "另一件"
    again.save()
    assert Matter.objects.get(pk=again.pk).topic == "另一件"


def test_what_may_be_there_once_is_refused(here: Street) -> None:
    first = raised(here, "三栋门口路灯坏了").matter
    again = Matter.objects.get(pk=first.pk)
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        add_once(again, "send_key")
    Matter.objects.filter(pk=first.pk).update(send_key="a" * 32)
    again.send_key, again.nonce, again.code_digest = "a" * 32, "0" * 32, "0" * 64
    assert not add_once(again, "send_key")
    assert again.pk is None
    assert Matter.objects.count() == 1


def test_many_rows_with_texts_of_json_and_keys_of_their_own(here: Street) -> None:
    raised(here, "三栋门口路灯坏了")
    last = Entry.objects.latest("number")
    count = MOST_PARAMETERS // 3
    rows = [Part(entry=last, position=100 + at, content={"灯": [at, None]}, commitment="0" * 64) for at in range(count)]
    _add(rows)
    stored = Part.objects.filter(entry=last, position__gte=100).order_by("position")
    assert [(row.position, row.content) for row in stored] == [(row.position, row.content) for row in rows]
    _add([])


def test_what_is_sent_together_is_there_together_or_not_at_all(here: Street) -> None:
    day = CalendarDay(day=date(2026, 5, 1), is_working=False, source="100 % ; '")
    name = f"UPDATE {Place._meta.db_table} SET name = %s WHERE id = %s"  # noqa: S608 (our own)
    with CaptureQueriesContext(connection) as captured:
        together = Together()
        together.add([day])
        together.execute(name, ["新名; %s", here.town.here.pk])
        together.execute(name, ["新名'; 二", here.town.elsewhere.pk])
        together.send()
    assert len(captured) == (1 if connection.vendor == "postgresql" else 3)
    assert CalendarDay.objects.get(day=day.day).source == "100 % ; '"
    assert Place.objects.get(pk=here.town.here.pk).name == "新名; %s"
    assert Place.objects.get(pk=here.town.elsewhere.pk).name == "新名'; 二"
    together.execute(name, ["旧名", here.town.here.pk])
    together.add([CalendarDay(day=day.day, is_working=True)])
    with pytest.raises(IntegrityError), transaction.atomic():
        together.send()
    assert Place.objects.get(pk=here.town.here.pk).name == "新名; %s"
    together.send()  # nothing is left


def _add(rows: Sequence[models.Model]) -> None:
    together = Together()
    together.add(rows)
    together.send()
