"""The calendar of the site: what was set by hand goes before what was announced."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from lianyi.accounts.tests.signing_in import client_of
from lianyi.journal.models import Entry
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.places.actions import add_place
from lianyi.scope import Actor, OutOfScope, Refused, Role
from lianyi.workdays import actions, queries
from lianyi.workdays.models import CalendarDay

pytestmark = pytest.mark.django_db
ADMIN = Actor(1, "charlie", frozenset({Role.ADMIN}))
BEFORE_SPRING, THURSDAY, WORKED = date(2026, 2, 13), date(2026, 3, 5), date(2026, 2, 14)


def set_day(day: date, is_working: bool) -> CalendarDay:
    return actions.set_day(day, is_working=is_working, source="区政府通知", by=ADMIN)


def test_due_days_pass_over_the_spring_festival() -> None:
    """2026: the 14th and the 28th of February are worked, the 15th to the 23rd are off."""
    assert queries.due_on(BEFORE_SPRING, 1) == WORKED
    assert queries.due_on(BEFORE_SPRING, 2) == date(2026, 2, 24)
    assert queries.due_on(BEFORE_SPRING, 6) == date(2026, 2, 28)
    assert queries.working_days_between(BEFORE_SPRING, date(2026, 2, 28)) == 6


def test_a_day_set_by_hand_goes_first_until_it_is_cleared() -> None:
    set_day(WORKED, False)
    set_day(THURSDAY, False)
    assert queries.due_on(BEFORE_SPRING, 1) == date(2026, 2, 24)
    assert not queries.is_working(THURSDAY)
    set_day(THURSDAY, True)
    assert queries.is_working(THURSDAY)
    actions.clear_day(WORKED, by=ADMIN)
    assert queries.due_on(BEFORE_SPRING, 1) == WORKED


def test_a_change_by_another_process_is_seen_at_once() -> None:
    assert queries.is_working(THURSDAY)
    row = CalendarDay.objects.create(day=THURSDAY, is_working=False, source="x")
    assert not queries.is_working(THURSDAY)
    CalendarDay.objects.filter(pk=row.pk).update(is_working=True)
    assert queries.is_working(THURSDAY)


def test_a_due_day_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        queries.due_on(THURSDAY, 500)
    with django_assert_num_queries(1):
        days = queries.calendar()
        assert [days.add_working_days(THURSDAY, n) for n in (1, 2)] == [date(2026, 3, 6), date(2026, 3, 9)]


def test_every_change_is_told() -> None:
    set_day(THURSDAY, False)
    actions.clear_day(THURSDAY, by=ADMIN)
    actions.clear_day(THURSDAY, by=ADMIN)
    first, second = Entry.objects.filter(action__startswith="calendar.").order_by("number")
    assert (first.action, second.action) == ("calendar.day_set", "calendar.day_cleared")
    after = {"on": "2026-03-05", "is_working": False, "source": "区政府通知", "note": ""}
    assert first.parts.get().content == {"before": {}, "after": after}
    before = {name: after[name] for name in ("is_working", "source", "note")}
    assert second.parts.get().content == {"before": before, "after": {"on": "2026-03-05"}}


def test_only_administrators_change_it() -> None:
    staff = Actor(2, "alice", frozenset({Role.STAFF}), community_ids=frozenset({1}))
    with pytest.raises(OutOfScope):
        actions.set_day(THURSDAY, is_working=False, source="x", by=staff)
    with pytest.raises(OutOfScope):
        actions.clear_day(THURSDAY, by=staff)


@pytest.mark.parametrize(("day", "source"), [(THURSDAY, "  "), (date(1999, 1, 4), "x"), (date(2100, 1, 4), "x")])
def test_what_makes_no_sense_is_refused(day: date, source: str) -> None:
    with pytest.raises(Refused):
        actions.set_day(day, is_working=False, source=source, by=ADMIN)
    assert not CalendarDay.objects.exists()


def staff() -> Client:
    return client_of(Role.STAFF, place=add_place(parent=None, kind="community", name="柳岸社区", by=SYSTEM))


def cell(page: str, day: str) -> str:
    found = re.search(rf'<td class="([^"]*)"[^>]*>(?:<a[^>]*>)?<time datetime="{day}">', page)
    assert found, day
    return " ".join(found[1].split())


def test_a_year_shows_what_is_off_exchanged_and_changed() -> None:
    set_day(THURSDAY, False)
    page = staff().get("/desk/calendar/", {"year": "2026"}).content.decode()
    assert page.count('class="month"') == 12
    assert page.count("<time ") == 365
    for day, look in [
        ("2026-01-05", ""),
        ("2026-01-10", "off"),
        ("2026-02-14", "moved"),
        ("2026-02-17", "off moved"),
        ("2026-03-05", "off moved by-hand"),
    ]:
        assert cell(page, day) == look
    assert "National Day" in page
    assert "区政府通知" in page
    assert "not known here yet" not in page
    assert "/change/" not in page


def test_a_year_not_announced_says_so() -> None:
    page = staff().get("/desk/calendar/", {"year": "2035"}).content.decode()
    assert "2035 is not known here yet" in page


@pytest.mark.parametrize("year", ["", "x", "1", "99999999999999999999", "2100", "²"])
def test_a_year_that_is_none_shows_this_one(year: str) -> None:
    answer = staff().get("/desk/calendar/", {"year": year})
    assert answer.status_code == 200
    assert 'aria-current="date"' in answer.content.decode()


def test_an_administrator_changes_a_day_and_takes_it_back() -> None:
    admin = client_of(Role.ADMIN)
    assert "change/?day=2026-03-05" in admin.get("/desk/calendar/?year=2026").content.decode()
    sent = {"day": "2026-03-05", "what": "off", "source": "区政府通知", "note": "停电"}
    answer = admin.post("/desk/calendar/change/", sent)
    assert answer.headers["Location"] == "/desk/calendar/?year=2026"
    assert not queries.is_working(THURSDAY)
    again = admin.get("/desk/calendar/change/?day=2026-03-05").content.decode()
    assert "区政府通知" in again
    admin.post("/desk/calendar/change/", {"day": "2026-03-05", "what": "announced"})
    assert queries.is_working(THURSDAY)


def test_what_is_missing_is_asked_for() -> None:
    admin = client_of(Role.ADMIN)
    for sent in ({"day": "2026-03-05", "what": "off"}, {"what": "off", "source": "x"}, {"day": "x", "what": "maybe"}):
        assert admin.post("/desk/calendar/change/", sent).status_code == 422
    assert admin.post("/desk/calendar/change/", {"day": "1900-01-01", "what": "off", "source": "x"}).status_code == 422
    assert admin.get("/desk/calendar/change/?day=nonsense").status_code == 200


def test_staff_cannot_reach_the_form() -> None:
    client = staff()
    assert client.get("/desk/calendar/change/").status_code == 403
    assert client.post("/desk/calendar/change/", {"day": "2026-03-05", "what": "off", "source": "x"}).status_code == 403
    assert not CalendarDay.objects.exists()
