"""Many corrections at once are bound by the same rules as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lianyi.dated import today
from lianyi.journal.models import Entry
from lianyi.organisations import actions, queries
from lianyi.organisations.actions import Facts
from lianyi.organisations.models import Contact, Organisation
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.places.models import Place
from lianyi.scope import OutOfScope, Refused

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def town() -> Settlement:
    return settle()


def body(name: str, *areas: Place, line: Organisation | None = None) -> Organisation:
    return actions.add_organisation(Facts(name), areas=areas, line=line, by=SYSTEM)


def test_one_beyond_reach_stops_all(town: Settlement) -> None:
    here, both, line = body("甲", town.here), body("乙", town.here, town.elsewhere), body("局", town.region)
    with pytest.raises(OutOfScope):
        actions.correct_organisations({here.pk: {"phone": "1"}, both.pk: {"phone": "1"}}, by=town.alice)
    with pytest.raises(OutOfScope):
        actions.give_lines({both.pk: line}, since=JUNE, by=town.alice)
    with pytest.raises(OutOfScope):
        actions.name_contacts({line.pk: ["丙"]}, since=JUNE, by=town.alice)
    here.refresh_from_db()
    assert here.phone == ""


def test_each_community_has_its_entry_with_what_differs(town: Settlement) -> None:
    one, other, both = body("甲", town.here), body("乙", town.elsewhere), body("丙", town.here, town.elsewhere)
    actions.correct_organisations(
        {one.pk: {"phone": "1"}, other.pk: {"phone": "2"}, both.pk: {"name": "丁"}}, by=SYSTEM
    )
    entries = Entry.objects.filter(action="organisation.many_corrected")
    assert set(entries.values_list("community_id", flat=True)) == {town.here.pk, town.elsewhere.pk, None}
    part = entries.get(community_id=town.here.pk).parts.get()
    assert part.content == {"before": {"phone": ""}, "after": {"names": ["甲"], "phone": "1"}}
    assert [one.name for one in queries.organisations(for_=SYSTEM, on=today(), words="ding")] == ["丁"]


def test_a_line_is_given_to_those_alone_that_have_none_then_or_later(town: Settlement) -> None:
    line, station = body("局", town.region), body("站", town.here)
    actions.report_to(station, line, since=JULY, by=SYSTEM)
    assert queries.lines_from(MAY, [station.pk]) == {station.pk: line}
    assert queries.lines_on(MAY, [station.pk]) == {}
    with pytest.raises(Refused, match="站"):
        actions.give_lines({station.pk: line}, since=JUNE, by=SYSTEM)
    with pytest.raises(Refused):
        actions.give_lines({line.pk: line}, since=JUNE, by=SYSTEM)
    top, middle = body("甲", town.region), body("乙", town.region)
    with pytest.raises(Refused):
        actions.give_lines({top.pk: middle, middle.pk: top}, since=JUNE, by=SYSTEM)


def test_a_contact_that_is_replaced_loses_its_telephone(town: Settlement) -> None:
    shop = body("店", town.here)
    week = today() - timedelta(days=7)
    first = actions.name_contact(shop, side="theirs", name="甲某", phone="139", since=week, by=town.alice)
    ours = actions.name_contact(shop, side="ours", name="乙某", since=week, by=town.alice)
    actions.name_contacts({shop.pk: ["丙某", "丙某"]}, since=today(), by=town.alice)
    first.refresh_from_db()
    assert (first.ends_on, first.phone) == (today(), "")
    held = queries.contacts_on(today(), [shop.pk], for_=town.alice)[shop.pk]
    assert [contact.name for contact in held] == [ours.name, "丙某"]
    assert Contact.objects.count() == 3
