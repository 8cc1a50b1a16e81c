"""What other systems can read: what is public, and with a key what came with it. Never who raised it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lianyi.matters.actions.closing import Word, answer_matter, say
from lianyi.matters.actions.intake import Whose
from lianyi.matters.actions.steps import Done, add_step
from lianyi.matters.models import Matter
from lianyi.matters.tests.street import Street, raised
from lianyi.openapi.keeping import forget_what_they_called_it
from lianyi.openapi.models import Sent
from lianyi.openapi.tests.program import Program, as_texts, from_xml, program
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.places.models import Place

pytestmark = pytest.mark.usefixtures("neutral_pack")


def shown(street: Street, topic: str = "路灯坏了", **told: Any) -> Matter:
    """A public matter about lamps."""
    return raised(street, topic, is_public=True, subject=street.lamps, **told).matter


def numbers(found: list[dict[str, str]]) -> list[str]:
    return [one["service_request_id"] for one in found]


def at(matter: Matter, moment: str) -> Matter:
    Matter.objects.filter(pk=matter.pk).update(opened_at=datetime.fromisoformat(moment))
    return matter


def test_what_is_public_is_told_in_full(sender: Program, street: Street) -> None:
    unit = Place.objects.get(name="201")
    matter = shown(street, "201的路灯坏了", place=unit)
    add_step(matter, Done("visit", "简安带路，换了灯泡", office="城管局"), by=street.officer)
    (found,) = sender.read("requests.json")
    assert found["service_request_id"] == matter.number
    assert (found["status"], found["service_code"], found["service_name"]) == ("open", f"s{street.lamps.pk}", "路灯")
    assert found["agency_responsible"] == "城管局"
    assert found["description"] == "201的路灯坏了"
    assert "换了灯泡" in found["status_notes"]
    assert found["address"] == "柳岸社区 望湖苑 2栋"  # never the home
    assert found["address_id"] == f"p{unit.parent_id}"
    assert found["requested_datetime"] == timezone.localtime(matter.opened_at).replace(microsecond=0).isoformat()
    assert found["expected_datetime"].startswith(f"{matter.due_on}T23:59:59+08:00")
    assert found["lat"] is found["long"] is found["zipcode"] is None
    assert sender.read(f"requests/{matter.number}.json") == [found]


def test_both_formats_say_the_same(sender: Program, street: Street) -> None:
    shown(street, "路灯 <坏> & 了")
    root, as_xml = from_xml(sender.get("requests.xml").text)
    assert root == "service_requests"
    assert as_xml == as_texts(sender.read("requests.json"))


def test_nobody_is_named(sender: Program, street: Street) -> None:
    matter = shown(street, "简安报的路灯", whose=Whose("简安", "13900001234", "an@example.org"))
    add_step(matter, Done("visit", "给简安回了电话13900001234"), by=street.officer)
    add_step(matter, Done("call", "她说孩子怕黑"), by=street.officer)
    answer_matter(matter, "officer 已告知 an@example.org", outcome="solved", by=street.officer)
    told = sender.get("requests.json").text + sender.get("servicerequestupdates.xml").text
    for secret in ("简安", "13900001234", "an@example.org", "怕黑", "officer"):
        assert secret not in told


def test_what_is_not_public_does_not_exist_for_strangers(sender: Program, street: Street) -> None:
    others = program("别的系统")
    matter = sender.matter(service_code=f"s{street.welfare.pk}", description="邻居家困难")
    for stranger in (sender.read, others.own):
        assert stranger("requests.json") == []
        assert stranger("requests.json", service_request_id=matter.number) == []
        assert stranger("servicerequestupdates.json") == []
        assert stranger(f"requests/{matter.number}.json", 404)[0]["code"] == 404
        assert stranger(f"tokens/{matter.number}.json", 404)[0]["code"] == 404


def test_whoever_sent_it_reads_where_it_stands_but_not_the_words_again(sender: Program, street: Street) -> None:
    matter = sender.matter(service_code=f"s{street.welfare.pk}", description="邻居家困难")
    add_step(matter, Done("call", "已联系"), by=street.worker)
    (found,) = sender.own("requests.json")
    assert (found["description"], found["service_name"]) == ("低保", "低保")
    assert "已联系" in found["status_notes"]
    assert "困难" not in sender.get("requests.json", api_key=sender.text).text
    assert sender.own(f"requests/{matter.number}.json") == [found]


def test_a_wrong_key_is_refused_also_for_reading(sender: Program) -> None:
    assert sender.read("requests.json", 403, api_key="wrong")[0]["code"] == 403


def test_what_neighbours_settle_themselves_is_not_for_programs(sender: Program, street: Street) -> None:
    raised(street, "棋桌", workspace=Matter.Workspace.SELF, is_public=True)
    assert sender.read("requests.json") == []


def test_what_was_forgotten_is_gone_with_what_they_called_it(sender: Program) -> None:
    matter = sender.matter(service_request_id_ext="r-1", description="坑")
    Matter.objects.filter(pk=matter.pk).update(forgotten_at=timezone.now(), is_public=True)
    assert sender.own("requests.json") == []
    forget_what_they_called_it()
    assert not Sent.objects.exists()
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_closed_means_closed(sender: Program, street: Street) -> None:
    matter = shown(street)
    answer_matter(matter, "换好了", outcome="solved", by=street.officer)
    assert sender.read("requests.json")[0]["status"] == "open"  # until whoever raised it says so
    say(matter, Word("web", "yes", "yes"), by=SYSTEM)
    matter.refresh_from_db()
    (found,) = sender.read("requests.json", status="closed")
    assert found["status"] == "closed"
    assert "换好了" in found["status_notes"]
    assert found["updated_datetime"] == timezone.localtime(matter.closed_at).replace(microsecond=0).isoformat()
    assert found["expected_datetime"] is None
    assert sender.read("requests.json", status="open") == []
    assert numbers(sender.read("requests.json", status="Open, closed")) == [matter.number]


def test_they_are_chosen_by_service_number_and_community(sender: Program, street: Street) -> None:
    lamp, other = shown(street, "灯"), raised(street, "别的", is_public=True).matter
    assert numbers(sender.read("requests.json")) == [other.number, lamp.number]
    assert numbers(sender.read("requests.json", service_code=f"s{street.lamps.pk}")) == [lamp.number]
    assert numbers(sender.read("requests.json", service_code="other")) == [other.number]
    both = sender.read("requests.json", service_code=f"other,s{street.lamps.pk},s{street.welfare.pk}")
    assert numbers(both) == [other.number, lamp.number]
    wanted = f"{lamp.number},0000000,{other.number},nonsense"
    assert numbers(sender.read("requests.json", service_request_id=wanted, status="closed")) == [
        lamp.number,
        other.number,
    ]
    assert sender.read("requests.json", jurisdiction_id=f"c{street.town.elsewhere.pk}") == []


def test_the_latest_90_days_or_those_from_a_day(sender: Program, street: Street) -> None:
    old = at(shown(street, "旧"), "2020-03-01T10:00:00+08:00")
    new = shown(street, "新")
    assert numbers(sender.read("requests.json")) == [new.number]
    assert numbers(sender.read("requests.json", start_date="2020-02-01T00:00:00Z")) == [old.number]
    assert numbers(sender.read("requests.json", end_date="2020-03-01")) == [old.number]
    assert numbers(sender.read("requests.json", start_date="2020-03-01", end_date="2020-03-01")) == [old.number]
    assert sender.read("requests.json", start_date="2020-03-01T02:00:01Z", end_date="2020-03-02T00:00:00 08:00") == []
    assert sender.read("requests.json", start_date="", end_date="", page="", status="") == sender.read("requests.json")


@pytest.mark.parametrize(
    "asked",
    [
        {"start_date": "2020-01-01T00:00:00Z", "end_date": "2020-06-01T00:00:00Z"},
        {"start_date": "03-01-2020"},
        {"end_date": "2020-02-30"},
        {"status": "lost"},
        {"page": "0"},
        {"page": "101"},
        {"page_size": "1001"},
        {"service_request_id": "路灯"},
        {"page_size": "١"},
        {"service_request_id": ",".join(str(n) for n in range(1001))},
    ],
)
@pytest.mark.parametrize("address", ["requests.json", "servicerequestupdates.json"])
def test_what_cannot_be_meant_is_refused(sender: Program, asked: dict[str, str], address: str) -> None:
    if "status" in asked and "updates" in address:
        return
    assert sender.read(address, 400, **asked)[0]["code"] == 400


def test_an_unknown_service_is_told(sender: Program) -> None:
    assert sender.read("requests.json", 404, service_code="pothole")[0]["code"] == 404


def test_pages_follow_one_another(sender: Program, street: Street) -> None:
    """Those that are public and those of the sender, in one order, each once."""
    made = [shown(street, f"公开{n}") for n in range(4)]
    made += [sender.matter(description=f"自己{n}", **{"attribute[PUBLIC]": "yes"}) for n in range(2)]
    made += [sender.matter(description=f"只给自己{n}") for n in range(3)]
    for back, matter in enumerate(made[::2] + made[1::2]):
        Matter.objects.filter(pk=matter.pk).update(opened_at=timezone.now() - timedelta(hours=back))
    whole = numbers(sender.own("requests.json"))
    assert whole == [one.number for one in Matter.objects.order_by("-opened_at")]
    pages = [numbers(sender.own("requests.json", page=n, page_size=4)) for n in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [4, 4, 1, 0]
    assert [number for page in pages for number in page] == whole
    assert len(numbers(sender.read("requests.json"))) == 6


@pytest.fixture
def queries() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as captured:
        yield captured


@pytest.mark.parametrize("address", ["requests.json", "servicerequestupdates.json"])
def test_any_number_costs_the_same_few_queries_and_nothing_is_counted(
    sender: Program, street: Street, queries: CaptureQueriesContext, address: str
) -> None:
    costs = []
    for count in (1, 6):
        for number in range(count):
            matter = sender.matter(description=f"{count} {number}", **{"attribute[PUBLIC]": "yes"})
            add_step(matter, Done("visit", "看过"), by=street.worker)
        before = len(queries)
        sender.own(address)
        costs.append(len(queries) - before)
        assert not [one for one in queries.captured_queries[before:] if "COUNT(" in one["sql"]]
    assert costs[0] == costs[1] <= 16


def test_a_number_is_its_own_token_and_a_name_of_the_senders_another(sender: Program, street: Street) -> None:
    (made,) = sender.send(headers={"Idempotency-Key": "r-1"}, description="坑")
    number = made["service_request_id"]
    expected = [{"service_request_id": number, "token": "r-1"}]
    assert sender.own("tokens/r-1.json") == expected
    assert from_xml(sender.get("tokens/r-1.xml", api_key=sender.text).text) == ("service_requests", expected)
    assert sender.own(f"tokens/{number}.json") == [{"service_request_id": number, "token": number}]
    other = program("别的系统")
    for token in ("r-1", number, "nothing"):
        assert other.own(f"tokens/{token}.json", 404)[0]["code"] == 404
        assert sender.read(f"tokens/{token}.json", 404)


def test_requests_of_a_subject_that_is_no_more_are_still_there(sender: Program, street: Street) -> None:
    matter = shown(street)
    type(street.lamps).objects.filter(pk=street.lamps.pk).update(ends_on=date(2020, 1, 1))
    assert numbers(sender.read("requests.json", service_code=f"s{street.lamps.pk}")) == [matter.number]
