"""Raising a matter on the web, as a browser without JavaScript does it."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.models import User
from lianyi.journal.models import Entry
from lianyi.matters import floods, uploads
from lianyi.matters.actions import backing
from lianyi.matters.actions.intake import Whose, code_of
from lianyi.matters.keeping import matters_of
from lianyi.matters.models import Matter, Picture
from lianyi.matters.tests.street import Street, raised, street
from lianyi.organisations.tests.settlement import SYSTEM
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

pytestmark = pytest.mark.django_db
KEY = "ab" * 16
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


@pytest.fixture
def here() -> Street:
    return street()


def stranger(**options: bool) -> Client:
    return Client(headers={"Accept-Language": "en"}, **options)  # type: ignore[arg-type]


def told(here: Street, **changes: object) -> dict[str, object]:
    return {
        "topic": "三栋门口路灯坏了",
        "community": here.town.here.pk,
        "kind": "report",
        "send_key": KEY,
        "whole": "1",
        "send": "1",
    } | changes


def photograph(name: str = "lamp.jpg", size: tuple[int, int] = (60, 40)) -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    Image.new("RGB", size, "green").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_the_first_questions_come_alone_and_then_the_rest(here: Street) -> None:
    first = stranger().get("/raise/").content.decode()
    assert 'name="topic"' in first
    assert 'name="text"' not in first
    assert re.search(r'name="send_key" value="[0-9a-f]{32}"', first)
    assert 'name="text"' in looked(here)


def looked(here: Street, **changes: object) -> str:
    """The whole form, after the first questions."""
    sent = told(here, look="1", **changes)
    del sent["send"], sent["whole"]
    answer = stranger().post("/raise/", sent)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_whole_form_says_whose_task_it_is_and_why(here: Street) -> None:
    page = looked(here)
    assert 'name="text"' in page
    assert f'value="{here.lamps.pk}"' in page
    assert "路灯 → 城管局" in page
    assert "职责清单第 3 条" in page
    assert Matter.objects.count() == 0
    assert "The office of the community looks at it first" in looked(here, topic="随便说说")


def test_a_word_finds_the_subject_and_can_be_declined(here: Street) -> None:
    assert "低保 → 服务中心" in looked(here, topic="求助", about="低")
    stranger().post("/raise/", told(here, subject="none"))
    assert Matter.objects.get().subject is None


def test_what_was_chosen_on_the_page_counts_when_it_is_sent(here: Street) -> None:
    stranger().post("/raise/", told(here, topic="随便说说", subject=str(here.lamps.pk)))
    matter = Matter.objects.get()
    assert (matter.subject, matter.body) == (here.lamps, matter.hops.get().organisation)
    assert "职责清单第 3 条" in matter.hops.get().reason


@pytest.mark.parametrize("key", ["9" * 40, "999999", "-1", "x", "\0", ""])
def test_a_subject_that_is_none_is_not_chosen(here: Street, key: str) -> None:
    assert stranger().post("/raise/", told(here, topic="随便说说", subject=key)).status_code == 302
    assert Matter.objects.get().subject is None


def test_a_home_cannot_be_chosen_by_its_key(here: Street) -> None:
    home = Place.objects.filter(kind=Place.Kind.UNIT)[0]
    for where in ("", "望湖苑"):
        stranger().post("/raise/", told(here, where=where, place=str(home.pk), send_key=""))
    assert [one.place.name if one.place else "" for one in Matter.objects.order_by("pk")] == ["", "望湖苑"]


def test_sending_asks_the_database_little(here: Street, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    sent = told(here, subject=str(here.lamps.pk), name="简安")
    with django_assert_max_num_queries(21):
        assert stranger().post("/raise/", sent).status_code == 302


def test_what_neighbours_raised_is_shown_before_and_only_what_is_public(here: Street) -> None:
    raised(here, "三栋门口的路灯不亮", is_public=True)
    raised(here, "三栋门口路灯坏了 私下")
    page = looked(here)
    assert "三栋门口的路灯不亮" in page
    assert "/behind/" not in page
    assert "私下" not in page


def test_sending_leads_to_a_receipt_with_number_code_and_days(here: Street) -> None:
    answer = stranger().post("/raise/", told(here, text="三天了", subject=str(here.lamps.pk)), follow=True)
    matter = Matter.objects.get()
    page = answer.content.decode()
    assert answer.redirect_chain[0][0].endswith("/receipt/")
    for part in (matter.number, "城管局", "职责清单第 3 条", matter.respond_by.isoformat(), matter.due_on.isoformat()):
        assert part in page
    assert "<svg" in page
    assert (matter.text, matter.channel, matter.kind, matter.is_public) == ("三天了", "web", "report", False)
    assert not hasattr(matter, "asker")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_slip_and_the_card_are_for_paper(here: Street) -> None:
    opened = raised(here)
    slip = stranger().get(f"/m/{opened.code}/slip/").content.decode()
    assert "sheets.css" in slip
    assert opened.matter.number in slip
    card = stranger().get("/raise/paper/").content.decode()
    assert "For the office" in card
    assert "sheets.css" in card


def test_a_place_of_the_list_is_chosen_by_its_words(here: Street) -> None:
    stranger().post("/raise/", told(here, where="望湖苑 10栋", place=""))
    matter = Matter.objects.get()
    assert matter.place is not None
    assert matter.place.name == "10栋"


def test_a_place_that_is_not_in_the_list_stays_as_written(here: Street) -> None:
    assert "stays as you wrote it" in looked(here, where="老槐树下")
    stranger().post("/raise/", told(here, where="老槐树下", text="黑"))
    matter = Matter.objects.get()
    assert matter.place is None
    assert matter.text == "黑\nWhere: 老槐树下"


def test_homes_are_not_offered_to_look_through(here: Street) -> None:
    page = looked(here, where="望湖苑")
    homes = Place.objects.filter(kind=Place.Kind.UNIT).values_list("pk", flat=True)
    assert not [pk for pk in homes if f'name="place" value="{pk}"' in page]


def test_pressing_twice_gives_the_same_receipt(here: Street) -> None:
    client = stranger()
    first = client.post("/raise/", told(here))
    second = client.post("/raise/", told(here, text="noch etwas"))
    assert first["Location"] == second["Location"]
    assert Matter.objects.count() == 1
    assert "is here once" in client.get(second["Location"]).content.decode()


def test_a_key_that_is_none_loses_nothing(here: Street) -> None:
    for key in ("", "x" * 5000, "\N{SNOWMAN}"):
        assert stranger().post("/raise/", told(here, send_key=key)).status_code == 302
    assert Matter.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"topic": "  "}, "write in one line"),
        ({"topic": "灯" * 121}, "at most 120"),
        ({"text": "灯" * 1901}, "at most 1900"),
        ({"text": "a\0b"}, "Null characters"),
        ({"topic": "a\0b"}, "Null characters"),
        ({"where": "a\0b"}, "Null characters"),
        ({"about": "a\0b"}, "Null characters"),
        ({"name": "a\0b"}, "Null characters"),
        ({"phone": "1" * 41}, "at most 40"),
        ({"email": "nobody"}, "email"),
        ({"kind": "order"}, "valid choice"),
        ({"community": ""}, "choose the community"),
        ({"community": "9" * 40}, "valid choice"),
        ({"community": "\0"}, "Null characters"),
    ],
)
def test_a_fault_keeps_everything_that_was_typed(here: Street, changes: dict[str, object], message: str) -> None:
    typed = {"text": "三天了还没亮", "name": "简安", "phone": "0600-1", "where": "望湖苑", "about": "路"}
    answer = stranger().post("/raise/", told(here, **(typed | changes)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert Matter.objects.count() == 0
    for name, value in typed.items():
        if name not in changes:
            assert value in page
    assert f'value="{KEY}"' in page


def test_line_ends_count_once(here: Street) -> None:
    assert stranger().post("/raise/", told(here, text="灯\r\n" * 950)).status_code == 302


def test_texts_in_a_broken_encoding_are_taken(here: Street) -> None:
    body = f"topic=%FF%FE%C3%28lamp&community={here.town.here.pk}&kind=help&send=1&text=%80%81&send_key={KEY}"
    answer = stranger().post("/raise/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 302
    assert "lamp" in Matter.objects.get().topic


def test_pictures_are_kept_without_what_the_camera_wrote(here: Street) -> None:
    stranger().post("/raise/", told(here, pictures=[photograph(), photograph("b.jpg")]))
    pictures = Picture.objects.all()
    assert len(pictures) == 2
    assert all(b"secret place" not in bytes(one.jpeg) for one in pictures)
    assert pictures[0].width == 60


def test_a_picture_that_is_none_is_named_and_the_rest_is_taken_in(here: Street) -> None:
    page = f"<html>{HOSTILE}</html>".encode()
    bad = [SimpleUploadedFile("a<b>.jpg", page, "image/jpeg"), SimpleUploadedFile("cut.jpg", b"\xff\xd8\xff\xe0cut")]
    answer = stranger().post("/raise/", told(here, text="看图", pictures=[*bad, photograph()]), follow=True)
    shown = answer.content.decode()
    assert "a&lt;b&gt;.jpg was not taken: it is no picture" in shown
    assert "cut.jpg was not taken: it is damaged" in shown
    matter = Matter.objects.get()
    assert matter.text == "看图"
    assert matter.pictures.count() == 1


def test_only_four_pictures_are_taken(here: Street) -> None:
    pictures = [photograph(f"{number}.jpg") for number in range(6)]
    answer = stranger().post("/raise/", told(here, pictures=pictures), follow=True)
    assert "4.jpg was not taken: only 4" in answer.content.decode()
    assert Picture.objects.count() == 4


def test_a_file_that_is_too_large_is_dropped_on_its_way(here: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 50_000)
    big = SimpleUploadedFile("big.jpg", b"\xff\xd8\xff" + b"0" * 90_000, "image/jpeg")
    answer = stranger().post("/raise/", told(here, pictures=[big, photograph()]), follow=True)
    assert "big.jpg was not taken: it is larger" in answer.content.decode()
    assert Picture.objects.count() == 1


def test_of_a_request_that_is_too_large_the_words_arrive(here: Street, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_IN_ALL", 100)
    answer = stranger().post("/raise/", told(here, text="留下的话", pictures=[photograph()]), follow=True)
    assert "lamp.jpg was not taken" in answer.content.decode()
    assert Matter.objects.get().text == "留下的话"
    assert Picture.objects.count() == 0


def test_words_without_end_are_refused_as_too_much(here: Street) -> None:
    answer = stranger().post("/raise/", told(here, text="a" * 6_000_000))
    assert answer.status_code == 413
    assert Matter.objects.count() == 0


def test_a_form_from_elsewhere_is_refused(here: Street) -> None:
    client = stranger(enforce_csrf_checks=True)
    assert client.post("/raise/", told(here)).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/raise/").content.decode())
    assert token is not None
    assert client.post("/raise/", told(here, csrfmiddlewaretoken=token[1])).status_code == 302


def test_very_much_from_one_address_is_held_back_and_kept(here: Street) -> None:
    for _time in range(floods.LIMIT):
        floods.is_too_much("127.0.0.1")
    answer = stranger().post("/raise/", told(here, text="我写了很久"))
    assert answer.status_code == 429
    assert "我写了很久" in answer.content.decode()
    assert "telephone the office" in answer.content.decode()
    assert Matter.objects.count() == 0
    other = Client(headers={"Accept-Language": "en"}, REMOTE_ADDR="10.0.0.9")
    assert other.post("/raise/", told(here)).status_code == 302


def test_scripts_are_words(here: Street) -> None:
    typed = dict.fromkeys(("topic", "text", "where", "about", "name", "phone"), HOSTILE[:60])
    typed["phone"] = HOSTILE[:40]
    client = stranger()
    assert HOSTILE[:40] not in client.post("/raise/", told(here, **typed, email="x")).content.decode()
    assert client.post("/raise/", told(here, **typed, is_public="on")).status_code == 302
    matter = Matter.objects.get()
    code = code_of(matter)
    pages = (f"/m/{code}/", f"/m/{code}/receipt/", f"/m/{code}/slip/", f"/matters/{matter.number}/")
    for page in (*pages, f"/matters/?community={here.town.here.pk}"):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "&lt;script&gt;" in shown


def test_a_resident_can_put_it_beside_their_record(here: Street) -> None:
    person = Person.objects.get(pk=here.town.people[0])
    user, _once = create_account(username="feng", display_name="", hashed="!", by=SYSTEM)
    grant(user, Role.RESIDENT, person=person, by=SYSTEM)
    client = stranger()
    client.force_login(User.objects.get(pk=user.pk))
    assert person.name in looked_as(client, here)
    client.post("/raise/", told(here))
    assert not hasattr(Matter.objects.get(), "asker")
    assert Entry.objects.filter(action="matter.opened", user_id=user.pk).count() == 0
    client.post("/raise/", told(here, is_mine="on", send_key="cd" * 16))
    matter = Matter.objects.latest("pk")
    assert (matter.asker.person, matter.asker.name, matter.contact) == (person, person.name, None)
    mine = client.get("/mine/").content.decode()
    assert f"/m/{code_of(matter)[:5]}-{code_of(matter)[5:]}/" in mine


def looked_as(client: Client, here: Street) -> str:
    return client.post("/raise/", told(here) | {"topic": ""}).content.decode()


def test_a_broken_form_is_a_clear_refusal(here: Street) -> None:
    kind = "multipart/form-data; boundary=x"
    for body in (b"--x\r\nContent-Disposition: form-data; name=", b"\0\xff" * 50, b""):
        assert stranger().post("/raise/", body, content_type=kind).status_code in (400, 422, 200)
    assert stranger().post("/raise/", b"topic=x", content_type="multipart/form-data").status_code == 400
    many = [SimpleUploadedFile(f"{number}.jpg", b"x") for number in range(101)]
    answer = stranger().post("/raise/", told(here, pictures=many))
    assert answer.status_code == 413
    assert "too much at once" in answer.content.decode()
    assert Matter.objects.count() == 0


def test_staff_find_beside_a_record_only_what_they_know(here: Street) -> None:
    person = Person.objects.get(pk=here.town.people[0])
    whose = Whose(person=person)
    raised(here, "公共服务的事", whose=whose)
    raised(here, "居民自治的事", whose=whose, workspace=Matter.Workspace.SELF)
    backed = raised(here, "邻居的事", is_public=True).matter
    backing.stand_behind(backed, whose, channel="web", by=Actor.bearer(person.pk))

    def found(actor: Actor) -> str:
        section = matters_of(person.pk, actor)
        return " ".join(f"{line.text} {line.url}" for line in section.lines) if section else ""

    own = found(Actor.bearer(person.pk))
    assert all(topic in own for topic in ("公共服务的事", "居民自治的事", "邻居的事"))
    assert own.count("/m/") == 3
    assert "居民自治的事" not in found(here.worker)
    assert "/m/" not in found(here.worker)
    assert "公共服务的事" in found(here.worker)
    assert found(here.elsewhere) == ""
