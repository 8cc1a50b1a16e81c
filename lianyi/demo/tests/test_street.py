"""The street of the demo yields the figures of the report, before and after the reform."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from lianyi.dated import today
from lianyi.demo.bodies import BUSINESSES, CITY_CODE, COMMUNITIES, DISTRICT_CODE, REFORM
from lianyi.demo.street import people_the_street
from lianyi.demo.subjects import ASKED, STREET_OFFICE
from lianyi.organisations import queries
from lianyi.organisations.credit_codes import checked_code
from lianyi.organisations.models import Organisation
from lianyi.places.actions import add_place
from lianyi.places.models import Place
from lianyi.reforms.queries import preview, reforms
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import answers, led_by, led_until
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db
LOADER = Actor.system("tests")
BEFORE = REFORM - timedelta(days=1)


@pytest.fixture(scope="module")
def street(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Organisation]:
    """Built once for all tests of this file, which only read, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        city = add_place(parent=None, kind="region", name="澄湖市", code=CITY_CODE, by=LOADER)
        district = add_place(parent=city, kind="region", name="临波区", code=DISTRICT_CODE, by=LOADER)
        people_the_street(city, district, {}, by=LOADER)
        yield Organisation.objects.get(name=STREET_OFFICE)
        transaction.set_rollback(True)


def test_ten_communities_42_organisations_and_more_than_520_businesses(street: Organisation) -> None:
    assert Place.objects.filter(kind="community").count() == len(COMMUNITIES) == 10
    matrix = queries.matrix(for_=LOADER, on=today(), kind="institution")
    assert matrix.total == 42
    assert sum(row.total for row in matrix.rows) == 42
    keys = list(Organisation.objects.filter(kind="institution").values_list("pk", flat=True))
    assert set(queries.lines_on(today(), keys)) == set(queries.areas_on(today(), keys)) == set(keys)
    assert Organisation.objects.filter(kind="business").count() == BUSINESSES > 520
    for code in Organisation.objects.exclude(code="").values_list("code", flat=True):
        assert checked_code(code) == code


def test_four_levels_before_the_reform_and_three_after(street: Organisation) -> None:
    assert [queries.tree(for_=LOADER, on=day).levels for day in (BEFORE, REFORM)] == [4, 3]


def test_every_service_of_the_street_office_leads_to_one_body_or_to_a_text(street: Organisation) -> None:
    led = [row.subject for row in led_by(street, on=BEFORE) if row.role == "leads"]
    assert len(led) == sum(bool(asked.before) for asked in ASKED)
    assert {one.pk for one in led_until(street)} == {one.pk for one in led}
    for answer in answers(led, on=today()):
        if answer.leads is None:
            assert answer.by_area == ()
            assert answer.subject.end_source
        else:
            assert answer.leads.organisation.holds_on(today())


def test_every_subject_has_an_answer_in_every_community(street: Organisation) -> None:
    subjects = list(Subject.objects.on(today()))
    for community in Place.objects.filter(kind="community"):
        for day in (date(2020, 1, 1), today()):
            for answer in answers(subjects, on=day, at=community):
                assert answer.leads is not None, (answer.subject.name, community.name, day)


def test_one_pair_looks_alike_and_one_reform_is_a_draft(street: Organisation) -> None:
    assert any("name" in pair.reasons for pair in queries.alike(for_=LOADER, on=today()))
    draft = reforms(for_=LOADER).get(state="draft")
    assert preview(draft).faults == []
