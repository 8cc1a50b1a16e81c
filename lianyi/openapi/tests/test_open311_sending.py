"""Sending a matter in: what is kept of it and what is not, where it goes, and that sent twice it is one."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from lianyi import codes
from lianyi.journal.models import Entry
from lianyi.matters.actions.intake import code_of
from lianyi.matters.models import Asker, Matter, Picture
from lianyi.matters.tests.street import Street
from lianyi.openapi.actions import end_key
from lianyi.openapi.models import ApiKey, Sent
from lianyi.openapi.tests.program import BASE, Program, from_xml, program
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.places.models import Place

PERSON: dict[str, Any] = {"first_name": "安", "last_name": "简", "phone": "13900001234", "email": "an@example.org"}


def test_a_matter_is_taken_in_and_answered_at_once(sender: Program, street: Street) -> None:
    (made,) = sender.send(service_code=f"s{street.lamps.pk}", description="路灯坏了\n已经三天", **PERSON)
    matter = Matter.objects.get()
    assert made["service_request_id"] == matter.number
    assert (matter.topic, matter.text.partition("\n\n")[0]) == ("路灯坏了", "路灯坏了\n已经三天")
    assert (matter.community, matter.subject, matter.body) == (street.town.here, street.lamps, street.bureau)
    assert (matter.channel, matter.source, matter.workspace) == ("program", "随手拍", "service")
    assert not matter.is_public
    asker = Asker.objects.get()
    assert (asker.name, asker.phone, asker.email) == ("简安", "13900001234", "an@example.org")
    entry = Entry.objects.get(action="matter.opened")
    assert (entry.actor_name, entry.roles) == ("随手拍", "nobody")
    assert ApiKey.objects.get().used_on == timezone.localdate()


def test_the_notice_says_why_and_gives_whoever_raised_it_their_code(sender: Program, street: Street) -> None:
    (made,) = sender.send(service_code=f"s{street.lamps.pk}")
    code = codes.shown(code_of(Matter.objects.get()))
    assert "城管局" in made["service_notice"]
    assert "http://testserver/m/" in made["service_notice"]
    assert code in made["service_notice"]
    assert sender.client.get(f"/m/{code}/").status_code == 200


def test_without_a_description_the_topic_is_the_service(sender: Program, street: Street) -> None:
    assert sender.matter(service_code=f"s{street.lamps.pk}").topic == "路灯"


def test_a_title_goes_before_the_first_line(sender: Program) -> None:
    assert sender.matter(title="井盖松了", description="title: 井盖松了\n\ndetail: 响").topic == "井盖松了"


def test_names_are_written_as_where_they_come_from(sender: Program) -> None:
    sender.matter(first_name="José", last_name="García", description="a")
    sender.matter(first_name="Ann", description="b")
    assert [one.name for one in Asker.objects.order_by("pk")] == ["José García", "Ann"]


def test_devices_accounts_and_coordinates_are_nobodys_to_keep(sender: Program) -> None:
    matter = sender.matter(
        device_id="device-77",
        account_id="account-88",
        lat="31.23040",
        long="121.47370",
        description="坑",
        address_string="",
    )
    told = "|".join(str(row) for model in (Matter, Asker, Sent, Entry) for row in model.objects.values())
    assert "device-77" not in told
    assert "account-88" not in told
    assert "31.23040, 121.47370" in matter.text
    assert matter.place is None
    assert told.count("31.23040") == 1


def test_long_descriptions_are_kept_whole(sender: Program) -> None:
    text = "长" * 4000
    assert sender.matter(description=text).text.startswith(text)
    assert "4000" in sender.send(400, description=text + "长")[0]["description"]


def test_answers_to_the_questions_are_kept_in_words(sender: Program) -> None:
    matter = sender.matter(
        **{
            "description": "树倒了",
            "attribute[KIND]": "complaint",
            "attribute[WHERE]": "大门东侧",
            "attribute[SINCE]": "2026-05-01T08:00:00Z",
            "attribute[HOMES]": "12",
            "attribute[WISH]": "请尽快\n清走",
            "attribute[REACH][]": ["telephone", "visit"],
            "attribute[PUBLIC]": "yes",
            "attribute[easting]": "529876",
        }
    )
    assert matter.kind == Matter.Kind.COMPLAINT
    assert matter.is_public
    for part in ("大门东侧", "2026-05-01T16:00:00+08:00", "12", "请尽快\n清走", "easting", "529876"):
        assert part in matter.text


@pytest.mark.parametrize(
    "attributes",
    [
        {"attribute[KIND]": "gossip"},
        {"attribute[KIND][]": ["help", "report"]},
        {"attribute[HOMES]": "many"},
        {"attribute[HOMES]": "NaN"},
        {"attribute[HOMES]": "١٢"},
        {"attribute[SINCE]": "yesterday"},
        {"attribute[REACH][]": ["pigeon"]},
        {"attribute[WHERE]": "x" * 201},
        {f"attribute[a{n}]": "1" for n in range(21)},
    ],
)
def test_answers_that_cannot_be_meant(sender: Program, attributes: dict[str, Any]) -> None:
    assert sender.send(400, **attributes)[0]["code"] == 400
    assert not Matter.objects.exists()


def test_a_key_may_stand_for_what_is_public_there_anyway(street: Street) -> None:
    open_map = program("报修地图", community=street.town.here, is_public=True)
    assert open_map.matter(description="灯").is_public
    assert not open_map.matter(**{"description": "井", "attribute[PUBLIC]": "no"}).is_public


def test_a_place_is_found_by_what_we_call_it_by_its_code_or_by_its_address(sender: Program, street: Street) -> None:
    building = Place.objects.get(name="2栋")
    Place.objects.filter(pk=building.pk).update(code="B-2")
    assert sender.matter(address_string="", address_id=f"p{building.pk}", description="a").place == building
    assert sender.matter(address_string="", address_id="B-2", description="b").place == building
    assert sender.matter(address_string="柳岸社区 望湖苑 2栋", description="c").place == building
    vague = sender.matter(address_string="那棵大树旁边", description="d")
    assert (vague.place, "那棵大树旁边" in vague.text) == (None, True)
    theirs = sender.matter(address_string="", address_id="UPRN-1", description="e")
    assert (theirs.place, "UPRN-1" in theirs.text) == (None, True)


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"lat": "31.2"},
        {"lat": "91", "long": "0"},
        {"lat": "1_0", "long": "0"},
        {"lat": "nan", "long": "0"},
        {"lat": "31.2", "long": "-180.01"},
    ],
)
def test_nobody_goes_where_nothing_is_said(sender: Program, where: dict[str, Any]) -> None:
    assert sender.send(400, **{"address_string": "", **where})[0]["description"]
    assert not Matter.objects.exists()


def test_the_community_follows_from_what_is_said(street: Street) -> None:
    anywhere, there = program("市里"), street.town.elsewhere
    named = anywhere.matter(address_string="河湾社区北门", description="a")
    by_jurisdiction = anywhere.matter(jurisdiction_id=f"c{there.pk}", description="b")
    by_place = anywhere.matter(address_string="", address_id=f"p{there.pk}", description="c")
    assert {one.community for one in (named, by_jurisdiction, by_place)} == {there}
    assert anywhere.send(400, description="d")[0]["description"]
    inside = f"p{Place.objects.get(name='2栋').pk}"
    assert anywhere.send(400, jurisdiction_id=f"c{there.pk}", address_id=inside, description="e")[0]["description"]


def test_a_site_with_one_community_asks_for_nothing(street: Street) -> None:
    Place.objects.filter(pk=street.town.elsewhere.pk).update(ends_on="2020-01-01")
    assert program("市里").matter(lat="31.2", long="121.4", address_string="").community == street.town.here


def test_a_key_sends_for_its_own_community_only(sender: Program, street: Street) -> None:
    assert "柳岸社区" in sender.send(400, jurisdiction_id=f"c{street.town.elsewhere.pk}")[0]["description"]
    assert not Matter.objects.exists()


def test_only_whoever_has_a_key_that_holds_sends(sender: Program) -> None:
    for text in ("", "wrong", sender.text + "x", "钥匙"):
        answer = sender.post("requests.xml", service_code="other", address_string="门口", api_key=text)
        assert answer.status_code == 403
        assert from_xml(answer.text)[0] == "errors"
    end_key(sender.key, by=SYSTEM)
    assert sender.send(403)[0]["code"] == 403
    assert not Matter.objects.exists()


def test_guessing_keys_is_slowed_down(sender: Program) -> None:
    found = {sender.post("requests.json", api_key=f"guess-{n}").status_code for n in range(61)}
    assert found == {403, 429}
    assert sender.send(200)


@pytest.mark.parametrize(("sent", "status"), [({"service_code": ""}, 400), ({"service_code": "s999"}, 404)])
def test_the_service_must_be_one(sender: Program, sent: dict[str, Any], status: int) -> None:
    assert sender.send(status, **sent)[0]["code"] == status


def test_sent_twice_within_a_minute_it_is_one(sender: Program) -> None:
    with time_machine.travel("2030-05-01T08:00:50Z", tick=False) as clock:
        first = sender.send(description="坑")
        clock.shift(timedelta(seconds=20))  # another minute of the clock
        assert sender.send(description="坑") == first
        assert sender.send(description="坑", phone="139") != first
        clock.shift(timedelta(seconds=61))
        assert sender.send(description="坑") != first
    assert Matter.objects.count() == 3


@pytest.mark.parametrize("way", ["header", "field"])
def test_with_a_name_of_the_senders_it_is_one_at_any_time(sender: Program, way: str) -> None:
    named: dict[str, Any] = (
        {"headers": {"Idempotency-Key": "r-1"}} if way == "header" else {"service_request_id_ext": "r-1"}
    )
    with time_machine.travel("2030-05-01T08:00:00Z", tick=False) as clock:
        first = sender.send(description="坑", **named)
        clock.shift(timedelta(days=9))
        assert sender.send(description="坑", **named) == first
        other = sender.send(description="另一处", **named)
    assert other != first  # other words under the same name are not lost
    assert [row.token for row in Sent.objects.all()] == ["r-1", "r-1"]


def test_two_systems_may_send_the_same(sender: Program, street: Street) -> None:
    other = program("另一个系统", community=street.town.here)
    assert sender.send(description="坑") != other.send(description="坑")


def test_addresses_of_pictures_are_written_down_and_nothing_is_fetched(sender: Program) -> None:
    matter = sender.matter(media_url=["http://127.0.0.1:9/a.jpg", "http://127.0.0.1:9/b.jpg"], description="坑")
    assert "http://127.0.0.1:9/a.jpg" in matter.text
    assert "http://127.0.0.1:9/b.jpg" in matter.text
    assert sender.send(400, media_url=["http://x"] * 6)


def test_pictures_come_as_multipart_and_lose_what_the_camera_wrote(sender: Program) -> None:
    good = _picture("green")
    bad = SimpleUploadedFile("b.txt", b"no picture", "image/jpeg")
    form = {"api_key": sender.text, "service_code": "other", "address_string": "门口", "description": "灯"}
    answer = sender.client.post(f"{BASE}/requests.json", {**form, "media": good, "media_url": bad})
    assert answer.status_code == 200, answer.content
    assert "b.txt" in answer.json()[0]["service_notice"]
    (picture,) = Picture.objects.all()
    assert not Image.open(BytesIO(picture.jpeg)).getexif()
    assert Matter.objects.get().topic == "灯"


def test_another_picture_is_not_the_same_again(sender: Program) -> None:
    form = {"api_key": sender.text, "service_code": "other", "address_string": "门口"}
    for colour in ("green", "green", "red"):
        sender.client.post(f"{BASE}/requests.json", {**form, "photo1": _picture(colour)})
    assert Matter.objects.count() == Picture.objects.count() == 2


def _picture(colour: str) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG", exif=_with_place())
    return SimpleUploadedFile("a.jpg", out.getvalue(), "image/jpeg")


def _with_place() -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (31.0, 12.0, 0.0)
    return exif
