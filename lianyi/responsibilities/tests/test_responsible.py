"""One question, one answer on any day: roles, areas, ends, and what may not be."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from lianyi.organisations.actions import Facts, add_organisation, close_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.places.models import Place
from lianyi.responsibilities import actions, hours, queries
from lianyi.responsibilities.actions import Ground, PointFacts
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
BEFORE, REFORM, AFTER = date(2025, 1, 1), date(2025, 3, 1), date(2026, 1, 1)
GROUND = Ground("职责清单第 3 条", "区政府网站")
ROLES = Responsibility.Role


@pytest.fixture
def town() -> Settlement:
    return settle()


def body(name: str, *areas: Place) -> Organisation:
    return add_organisation(Facts(name, "public"), areas=areas, by=SYSTEM)


def about(name: str) -> Subject:
    return actions.add_subject({"name": name}, by=SYSTEM)


def leads(subject: Subject, organisation: Organisation, **more: object) -> Responsibility:
    return actions.assign(subject, organisation, ROLES.LEADS, GROUND, by=SYSTEM, **more)  # type: ignore[arg-type]


def test_the_body_of_the_smallest_area_answers(town: Settlement) -> None:
    subject, bureau, station = about("低保"), body("民政局", town.region), body("服务站", town.here)
    leads(subject, bureau)
    leads(subject, station)
    here = queries.answer(subject, on=AFTER, at=town.here).leads
    there = queries.answer(subject, on=AFTER, at=town.elsewhere).leads
    assert here is not None
    assert here.organisation == station
    assert there is not None
    assert there.organisation == bureau


def test_without_a_place_it_depends_on_it(town: Settlement) -> None:
    subject = about("调解")
    for area, name in ((town.here, "柳岸居委会"), (town.elsewhere, "河湾居委会")):
        leads(subject, body(name, area))
    answer = queries.answer(subject, on=AFTER)
    assert answer.leads is None
    assert {area.name: row.organisation.name for area, row in answer.by_area} == {
        "柳岸社区": "柳岸居委会",
        "河湾社区": "河湾居委会",
    }


def test_two_do_not_lead_in_the_same_area(town: Settlement) -> None:
    subject, one, other = about("低保"), body("甲", town.here), body("乙", town.here, town.elsewhere)
    leads(subject, one)
    with pytest.raises(Refused, match="甲"):
        leads(subject, other)
    leads(subject, other, area=town.elsewhere)
    with pytest.raises(Refused):
        actions.assign(subject, one, ROLES.ASSISTS, GROUND, by=SYSTEM)


def test_nothing_is_said_without_its_basis_and_source(town: Settlement) -> None:
    with pytest.raises(Refused):
        actions.assign(about("低保"), body("甲", town.here), ROLES.LEADS, Ground("清单", " "), by=SYSTEM)


def test_what_an_abolished_body_led_is_led_by_another_from_that_day(town: Settlement) -> None:
    subject, street, centre = about("低保"), body("街道办", town.region), body("服务中心", town.region)
    row = leads(subject, street)
    actions.end_duty(row, on=REFORM, by=SYSTEM)
    leads(subject, centre, since=REFORM)
    close_organisation(street, on=REFORM, by=SYSTEM)
    street.refresh_from_db()
    assert queries.led_until(street) == [subject]
    for day, expected in ((BEFORE, street), (AFTER, centre)):
        answer = queries.answer(subject, on=day, at=town.here)
        assert answer.leads is not None
        assert answer.leads.organisation == expected


def test_what_is_no_longer_needed_says_where_that_stands(town: Settlement) -> None:
    subject, street = about("亲属关系证明"), body("街道办", town.region)
    leads(subject, street)
    with pytest.raises(Refused):
        actions.end_subject(subject, on=REFORM, source="", by=SYSTEM)
    actions.end_subject(subject, on=REFORM, source="民发〔2020〕20号", by=SYSTEM)
    assert queries.answer(subject, on=BEFORE).leads is not None
    assert not queries.answer(subject, on=AFTER).is_known
    subject.refresh_from_db()
    assert (subject.ends_on, subject.end_source) == (REFORM, "民发〔2020〕20号")


def test_a_point_for_one_subject_goes_before_those_for_all(town: Settlement) -> None:
    subject, other, station = about("低保"), about("老年证"), body("服务站", town.here)
    leads(subject, station)
    leads(other, station)
    actions.add_point(station, PointFacts("大厅", "一楼"), by=SYSTEM)
    actions.add_point(station, PointFacts("低保窗口", "二楼"), subjects=[subject], by=SYSTEM)
    assert [point.name for point in queries.answer(subject, on=AFTER).points] == ["低保窗口"]
    assert [point.name for point in queries.answer(other, on=AFTER).points] == ["大厅"]


def test_staff_of_elsewhere_and_residents_change_nothing(town: Settlement) -> None:
    station = body("服务站", town.here)
    row = leads(about("低保"), station)
    with pytest.raises(OutOfScope):
        queries.duty(row.pk, for_=town.bob)
    with pytest.raises(OutOfScope):
        actions.add_point(station, PointFacts("大厅", "一楼"), by=town.bob)
    with pytest.raises(OutOfScope):
        actions.assign(about("老年证"), station, ROLES.LEADS, GROUND, by=town.bob)
    assert queries.duty(row.pk, for_=town.alice) == row
    resident = Actor(5, "r", frozenset({Role.RESIDENT}))
    with pytest.raises(OutOfScope):
        queries.duty(row.pk, for_=resident)
    with pytest.raises(OutOfScope):
        actions.add_subject({"name": "x"}, by=resident)


@pytest.mark.parametrize(
    ("written", "notation"),
    [
        ("周一至周五 9:00-12:00，13:30-17:00", "Mo-Fr 09:00-12:00,13:30-17:00"),
        ("工作日 8:30—12:00 14:00—17:30；周六 9:00-11:00", "Mo-Fr 08:30-12:00,14:00-17:30; Sa 09:00-11:00"),
        ("每天8:00-20:00", "08:00-20:00"),
        ("周一、周三 9:00～11:00", "Mo,We 09:00-11:00"),
        ("24小时", "24/7"),
        ("Monday to Friday 9:00-17:00, Sat 9:00-12:00", "Mo-Fr 09:00-17:00; Sa 09:00-12:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(written: str, notation: str) -> None:
    assert hours.normalised(written) == notation
    assert hours.normalised(notation) == notation


def test_hours_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(Refused, match="随时"):
        hours.normalised("随时")


def test_hours_are_shown_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert (
            hours.shown("Mo-Fr 09:00-12:00,13:30-17:00; PH off")
            == "周一至周五 09:00-12:00、13:30-17:00；法定节假日休息"
        )
    with override("en"):
        assert hours.shown("Sa 09:00-12:00") == "Sat 09:00-12:00"


AREA = st.integers(0, 2)
ROW = st.tuples(st.lists(AREA, unique=True, max_size=2), st.none() | AREA, st.sampled_from(list(ROLES)))


@given(rows=st.lists(ROW, min_size=1, max_size=4))
@hypothesis_settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_light_question_agrees_with_the_whole_answer(
    town: Settlement, rows: list[tuple[list[int], int | None, Responsibility.Role]]
) -> None:
    places = [town.region, town.here, town.elsewhere]
    subject = about(f"事项{Subject.objects.count()}")
    for served, only_in, role in rows:
        organisation = body(f"单位{Organisation.objects.count()}", *(places[at] for at in served))
        area = None if only_in is None else places[only_in]
        with suppress(Refused):
            actions.assign(subject, organisation, role, GROUND, area=area, by=SYSTEM)
    for at in places:
        assert queries.leading_at(subject, on=AFTER, at=at) == queries.answer(subject, on=AFTER, at=at).leads
