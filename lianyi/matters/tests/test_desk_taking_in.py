"""Taking in what somebody tells: telephone, counter, paper card, a note heard at an activity."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from lianyi.dated import today
from lianyi.journal.models import Entry
from lianyi.matters import queries
from lianyi.matters.actions.intake import Whose
from lianyi.matters.actions.noting import note_heard
from lianyi.matters.models import Asker, Matter
from lianyi.matters.tests.desks import browser_of, page
from lianyi.matters.tests.street import Street, account, raised, street
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.people.models import Person
from lianyi.places.actions import add_place
from lianyi.scope import Refused, Role

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}")


@pytest.fixture
def here() -> Street:
    return street()


def take_in(client: Client, channel: str = "telephone", **sent: object) -> object:
    """Fills in the operator's screen as it stands, and follows where that leads."""
    address = f"{reverse('matters:take_in')}?channel={channel}"
    shown = client.get(address).text
    asked = {"topic": "三栋门口路灯坏了", "kind": "help", "received_on": today(), "alike": "1"}
    asked |= {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in ("send_key",)}
    desk = re.search(r'name="desk" value="([^"]+)"|<option value="([a-z]+\.\d+)"', shown)
    assert desk is not None
    return client.post(address, {"desk": desk[1] or desk[2], **asked, **sent}, follow=True)


@pytest.mark.parametrize("channel", ["telephone", "counter", "paper"])
def test_one_line_is_enough_and_number_and_code_are_there_at_once(here: Street, channel: str) -> None:
    client = browser_of(here.worker)
    answer = take_in(client, channel)
    matter = Matter.objects.get()
    assert (matter.channel, matter.workspace, matter.contact_id) == (channel, "service", here.worker.user_id)
    assert f"Taken in as {matter.number}" in answer.text  # type: ignore[attr-defined]
    code = CODE.search(answer.text)  # type: ignore[attr-defined]
    assert code is not None
    found = queries.by_code(code[0])
    assert found is not None
    assert found[0] == matter
    assert 'id="id_topic"' in answer.text  # type: ignore[attr-defined]
    assert code[0] in page(client, "paper", matter.pk, "slip")


def test_the_code_is_for_whoever_took_it_in_and_for_nobody_else(here: Street) -> None:
    take_in(browser_of(here.worker))
    matter = Matter.objects.get()
    code = CODE.search(page(browser_of(here.worker), "paper", matter.pk, "slip"))
    assert code is None
    other = browser_of(here.colleague)
    assert CODE.search(page(other, "take_in", done=str(matter.pk))) is None
    assert CODE.search(page(other, "matter", matter.pk)) is None
    assert matter.number in page(other, "paper", matter.pk, "slip")


def test_everything_that_was_told_is_written_down(here: Street) -> None:
    person = Person.objects.get(name="李静")
    add_place(parent=here.town.here, kind="compound", name="河畔新村", by=SYSTEM)
    sent = {"text": "晚上看不见", "place": "河畔新村", "subject": "ld", "kind": "report", "is_public": "on"}
    take_in(browser_of(here.worker), **sent, name="李静", phone="", person=person.pk)
    matter = Matter.objects.get()
    assert (matter.text, matter.kind, matter.is_public) == ("晚上看不见", "report", True)
    assert matter.place is not None
    assert matter.place.name == "河畔新村"
    assert (matter.subject, matter.body) == (here.lamps, here.bureau)
    assert (matter.asker.person, matter.asker.phone) == (person, person.phone)


def test_a_name_that_was_changed_is_not_the_person_chosen_before(here: Street) -> None:
    person = Person.objects.get(name="李静")
    take_in(browser_of(here.worker), name="李静的妈妈", phone="13900009999", person=person.pk)
    assert Asker.objects.get().person is None


def test_a_person_of_another_community_is_nobody_here(here: Street) -> None:
    person = Person.objects.get(name="李静")
    take_in(browser_of(here.elsewhere), name="李静", person=person.pk)
    assert Asker.objects.get().person is None


def test_sent_twice_it_is_one(here: Street) -> None:
    client = browser_of(here.worker)
    key = "a" * 32
    for _time in range(2):
        take_in(client, send_key=key)
    assert Matter.objects.count() == 1


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(here: Street) -> None:
    client = browser_of(here.worker)
    answer = take_in(client, topic=" ", text="说了很多", place="月亮街", subject="月亮")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    text = answer.text  # type: ignore[attr-defined]
    assert "说了很多" in text
    assert "No place of this community matches" in text
    assert "no such subject" in text
    assert not Matter.objects.exists()


def test_a_paper_card_counts_from_its_day(here: Street) -> None:
    day = today().replace(day=1)
    take_in(browser_of(here.worker), "paper", received_on=day)
    assert Matter.objects.get().moved_on == day
    answer = take_in(browser_of(here.worker), "paper", received_on="2999-01-01")
    assert answer.status_code == 422  # type: ignore[attr-defined]


def test_similar_ones_are_shown_live_and_before_a_new_one_is_made(here: Street) -> None:
    known = raised(here, "三栋门口路灯坏了").matter
    client = browser_of(here.worker)
    sent = {"desk": f"service.{here.town.here.pk}", "topic": "三栋门口的路灯坏了", "place": ""}
    live = client.post(reverse("matters:alike"), sent).text
    assert known.topic in live
    assert 'name="behind"' in live
    assert 'data-subject="路灯"' in live
    assert "简安" not in live
    answer = take_in(client, topic="三栋门口的路灯坏了", alike="")
    assert "look at these first" in answer.text  # type: ignore[attr-defined]
    assert Matter.objects.count() == 1
    take_in(client, topic="三栋门口的路灯坏了", alike="1")
    assert Matter.objects.count() == 2


def test_the_same_matter_this_person_stands_behind_it(here: Street) -> None:
    known = raised(here, "三栋门口路灯坏了").matter
    client = browser_of(here.worker)
    refused = take_in(client, behind=known.pk)
    assert "name or a telephone number" in refused.text  # type: ignore[attr-defined]
    answer = take_in(client, behind=known.pk, name="王敏", phone="13900007777")
    assert known.backers.get().name == "王敏"
    assert f"They stand behind {known.number} now" in answer.text  # type: ignore[attr-defined]
    code = CODE.search(answer.text)  # type: ignore[attr-defined]
    assert code is not None
    followed = queries.by_code(code[0])
    assert followed is not None
    assert followed[1] == known.backers.get()
    assert Matter.objects.count() == 1
    own = raised(here, "邻里", workspace="self").matter
    assert take_in(client, behind=own.pk, name="王敏").status_code == 404  # type: ignore[attr-defined]


def test_the_committee_takes_in_for_self_governance_alone(here: Street) -> None:
    client = browser_of(here.committee)
    take_in(client)
    assert Matter.objects.get().workspace == "self"
    sent = {"desk": f"service.{here.town.here.pk}"}
    assert take_in(client, **sent).status_code == 404  # type: ignore[attr-defined]
    assert 'data-url="/desk/matters/find/people/"' not in page(client, "take_in")


def test_officers_and_secretaries_take_nothing_in(here: Street) -> None:
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    for actor in (here.officer, secretary):
        assert browser_of(actor).get(reverse("matters:take_in")).status_code == 403


def test_places_subjects_and_people_are_proposed_while_typing(here: Street) -> None:
    client, desk = browser_of(here.worker), f"service.{here.town.here.pk}"
    assert "望湖苑 2栋" in page(client, "find", "places", q="why 2", desk=desk)
    assert "路灯" in page(client, "find", "subjects", q="ludeng")
    shown = page(client, "find", "people", q="lj", desk=desk)
    assert "李静" in shown
    assert "139****1234" in shown
    assert "13900001234" not in shown
    assert Entry.objects.filter(kind=Entry.Kind.LOOK, purpose="handling").exists()


def test_the_register_is_for_those_who_work_with_it(here: Street) -> None:
    desk = f"self.{here.town.here.pk}"
    client = browser_of(here.committee)
    assert client.get(reverse("matters:find", args=["people"]), {"q": "李", "desk": desk}).status_code == 404
    assert "望湖苑" in page(client, "find", "places", q="望湖", desk=desk)
    assert browser_of(here.officer).get(reverse("matters:find", args=["places"]), {"q": "望"}).status_code == 404
    assert client.get(reverse("matters:find", args=["secrets"])).status_code == 404


def test_a_note_of_an_activity_takes_three_inputs(here: Street) -> None:
    client = browser_of(here.worker)
    shown = page(client, "note")
    asked = re.findall(r'<(?:input|textarea|select)[^>]* id="id_(\w+)"', shown)
    assert [name for name in asked if name not in ("send_key", "desk")] == ["heard", "occasion", "has_consent", "named"]
    sent = {"desk": f"service.{here.town.here.pk}", "heard": "小区没有物管\n说了几次", "occasion": "棋艺活动"}
    client.post(reverse("matters:note"), sent)
    matter = Matter.objects.get()
    assert (matter.topic, matter.occasion, matter.channel) == ("小区没有物管", "棋艺活动", "note")
    assert "说了几次" in matter.text
    assert not Asker.objects.exists()


def test_without_consent_nothing_of_a_person_is_kept_even_if_it_is_sent(here: Street) -> None:
    client = browser_of(here.worker)
    sent = {"desk": f"service.{here.town.here.pk}", "heard": "小区没有物管", "occasion": "棋艺活动"}
    personal = {"named": "王敏 13900007777", "name": "王敏", "phone": "13900007777", "person": "1", "email": "a@b.cn"}
    answer = client.post(reverse("matters:note"), {**sent, **personal})
    assert answer.status_code == 422
    assert "tick that they agree" in answer.text
    assert not Matter.objects.exists()
    client.post(reverse("matters:note"), {**sent, **personal, "named": ""})
    assert Matter.objects.count() == 1
    assert not Asker.objects.exists()
    with pytest.raises(Refused):
        note_heard(here.town.here, "x", workspace="service", whose=Whose("王敏"), by=here.worker)
    kept = " ".join(str(value) for row in Matter.objects.values_list() for value in row)
    assert "王敏" not in kept
    assert "13900007777" not in kept


def test_with_consent_name_and_number_are_kept_and_a_slip_is_printed(here: Street) -> None:
    client = browser_of(here.worker)
    sent = {"desk": f"service.{here.town.here.pk}", "heard": "小区没有物管", "occasion": "棋艺活动"}
    answer = client.post(
        reverse("matters:note"), {**sent, "has_consent": "on", "named": "王敏，139 0000 7777"}, follow=True
    )
    asker = Asker.objects.get()
    assert (asker.name, asker.phone) == ("王敏", "13900007777")
    assert CODE.search(answer.text) is not None


def test_a_secretary_writes_down_what_was_heard_in_the_group(here: Street) -> None:
    secretary = account("secretary", Role.SECRETARY, group=here.town.group)
    client = browser_of(secretary)
    assert "太极拳队" in page(client, "note", group=str(here.town.group.pk))
    desk = f"self.{here.town.here.pk}.{here.town.group.pk}"
    client.post(reverse("matters:note"), {"desk": desk, "heard": "想要一块场地", "occasion": "太极拳队"})
    matter = Matter.objects.get()
    assert (matter.group, matter.workspace) == (here.town.group, "self")
    assert client.get(reverse("matters:note"), {"group": "999"}).status_code == 404
    sent = {"desk": f"service.{here.town.here.pk}", "heard": "x", "occasion": "y"}
    assert client.post(reverse("matters:note"), sent).status_code == 404
