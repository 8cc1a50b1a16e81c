"""The page of a matter for whoever holds its code, and what strangers, neighbours and those who stand behind it see."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from lianyi import codes, guessing
from lianyi.dated import now
from lianyi.matters import floods, queries
from lianyi.matters.actions import backing, claiming, closing, crossing, handing, pausing, steps
from lianyi.matters.actions.asker import MOST_PICTURES_IN_ALL, add_word_of_asker
from lianyi.matters.actions.intake import Opened, Whose, code_of
from lianyi.matters.models import Backer, Feedback, Matter, Pause, Step, Trip
from lianyi.matters.tests.street import Street, raised, street
from lianyi.photographs import cleaned
from lianyi.scope import Actor, Refused

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def here() -> Street:
    return street()


@pytest.fixture
def client() -> Client:
    return Client(headers={"Accept-Language": "en"})


def page(client: Client, code: str) -> str:
    answer = client.get(f"/m/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def answered(here: Street, is_public: bool = False) -> Opened:
    opened = raised(here, is_public=is_public)
    closing.answer_matter(opened.matter, "换了新灯。", outcome=Matter.Outcome.SOLVED, by=here.worker)
    return opened


def again(matter: Matter) -> Matter:
    return Matter.objects.get(pk=matter.pk)


def photograph() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    return out.getvalue()


def test_typing_the_code_in_any_way_opens_it(here: Street, client: Client) -> None:
    opened = raised(here)
    answer = client.post("/m/", {"code": opened.code.lower().replace("0", "o")}, follow=True)
    assert answer.redirect_chain == [(f"/m/{codes.shown(opened.code)}/", 302)]
    assert opened.matter.topic in answer.content.decode()


@pytest.mark.parametrize("path", ["", "receipt/", "slip/", "picture/1/", "picture/1/small/"])
def test_a_guessed_code_sees_nothing_and_is_counted(here: Street, client: Client, path: str) -> None:
    raised(here)
    for code in ("ABCDE-FGHJK", "x", "%00", "%FF", "灯" * 50):
        answer = client.get(f"/m/{code}/{path}")
        assert answer.status_code == 404
        assert "路灯" not in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("path", ["say", "add", "withdraw", "reopen", "neighbours", "step-back"])
def test_a_guessed_code_changes_nothing(here: Street, client: Client, path: str) -> None:
    matter = raised(here).matter
    answer = client.post(f"/m/ABCDE-FGHJK/{path}/", {"solved": "no", "text": "x", "public": "1"})
    assert answer.status_code == 404
    assert (again(matter).state, again(matter).is_public, matter.steps.count()) == ("open", False, 0)


def test_after_many_wrong_codes_nothing_is_looked_up(here: Street, client: Client) -> None:
    code = raised(here).code
    for number in range(guessing.LIMIT):
        client.post("/m/", {"code": f"AAAA{number:06d}"})
    for answer in (client.get(f"/m/{code}/"), client.post("/m/", {"code": code})):
        assert answer.status_code == 429
        assert "ten minutes" in answer.content.decode()
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert client.get(f"/m/{code}/").status_code == 200


def test_the_number_is_no_code_and_says_so(here: Street, client: Client) -> None:
    answer = client.post("/m/", {"code": raised(here).matter.number})
    assert answer.status_code == 404
    assert "This is the number of a matter" in answer.content.decode()


def test_nul_and_broken_bytes_in_a_code_are_wrong_codes(client: Client) -> None:
    assert client.post("/m/", {"code": "a\0b"}).status_code == 404
    form = "application/x-www-form-urlencoded"
    assert client.post("/m/", b"code=%FF%FE\xff", content_type=form).status_code == 404


def test_nothing_of_it_is_cached_or_found_by_search(here: Street, client: Client) -> None:
    answer = client.get(f"/m/{raised(here).code}/")
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_it_says_first_where_it_lies_and_by_when_one_hears(here: Street, client: Client) -> None:
    opened = raised(here, subject=here.lamps)
    with time_machine.travel(now() + timedelta(days=3)):
        shown = page(client, opened.code)
        assert "It lies with 城管局 since 3 days." in shown
        assert "Nobody has taken it on yet." in shown
        assert opened.matter.due_on.isoformat() in shown
        claiming.claim_matter(opened.matter, by=here.officer)
        assert "officer answers for it." in page(client, opened.code)


def test_the_first_receiver_stays_the_contact(here: Street, client: Client) -> None:
    opened = raised(here)
    claiming.claim_matter(opened.matter, by=here.worker)
    handing.hand_over_matter(opened.matter, to=here.bureau, reason="路灯归城管", by=here.worker)
    claiming.claim_matter(again(opened.matter), by=here.officer)
    assert again(opened.matter).contact_id == here.worker.user_id
    shown = page(client, opened.code)
    assert "Who stays your contact" in shown
    assert "路灯归城管" in shown


def test_what_is_late_says_so(here: Street, client: Client) -> None:
    opened = raised(here)
    with time_machine.travel(now() + timedelta(days=60)):
        assert "It is late." in page(client, opened.code)


def test_two_clocks_and_what_it_waits_for(here: Street, client: Client) -> None:
    opened = raised(here)
    pausing.pause_matter(opened.matter, Pause.Cause.PAPERS, note="户口簿", by=here.worker)
    shown = page(client, opened.code)
    assert "It waits for papers since" in shown
    assert "户口簿" in shown
    with time_machine.travel(now() + timedelta(days=5, hours=1)):
        shown = page(client, opened.code)
        assert "<dt>Waiting for papers</dt><dd>5 days</dd>" in shown
        assert "<dt>In our hands</dt><dd>less than an hour</dd>" in shown


def test_every_shown_step_and_no_other(here: Street, client: Client) -> None:
    opened = raised(here)
    way = steps.Way("房管局", cause=Trip.Cause.CLOSED)
    steps.add_step(opened.matter, steps.Done(Step.Kind.VISIT, "周一再来", office="房管局"), by=here.worker, way=way)
    steps.add_step(opened.matter, steps.Done(Step.Kind.NOTE, "内部备注", is_shown=False), by=here.worker)
    shown = page(client, opened.code)
    assert "周一再来" in shown
    assert "in vain: closed" in shown
    assert "内部备注" not in shown


def test_who_looked_stands_on_the_page(here: Street, client: Client) -> None:
    opened = raised(here)
    assert "Nobody has looked at it yet" in page(client, opened.code)
    queries.matter(opened.matter.pk, for_=here.worker)
    assert "worker" in page(client, opened.code)


def test_pictures_are_for_whoever_raised_it(here: Street, client: Client) -> None:
    opened = raised(here, pictures=(cleaned(photograph()),), is_public=True)
    other = raised(here, "别的事")
    _backer, backing_code = backing.stand_behind(opened.matter, Whose("李静"), channel="web", by=Actor())
    picture = opened.matter.pictures.get()
    answer = client.get(f"/m/{opened.code}/picture/{picture.pk}/")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert "no-store" in answer["Cache-Control"]
    assert answer.content == bytes(picture.jpeg)
    small = client.get(f"/m/{opened.code}/picture/{picture.pk}/small/")
    assert small.content == bytes(picture.thumbnail)
    for code in (other.code, backing_code):
        assert client.get(f"/m/{code}/picture/{picture.pk}/").status_code == 404
        assert client.get(f"/m/{code}/picture/{picture.pk}/small/").status_code == 404


def test_something_is_added_and_ends_the_waiting_for_whoever_raised_it(here: Street, client: Client) -> None:
    opened = raised(here)
    pausing.pause_matter(opened.matter, Pause.Cause.ASKER, note="哪一盏？", by=here.worker)
    files = [SimpleUploadedFile("a.jpg", photograph()), SimpleUploadedFile("b.txt", b"no")]
    sent = {"text": f"左边那盏 {HOSTILE}", "pictures": files}
    answer = client.post(f"/m/{opened.code}/add/", sent, follow=True)
    shown = answer.content.decode()
    assert "From you" in shown
    assert "左边那盏" in shown
    assert HOSTILE not in shown
    assert "b.txt was not taken" in shown
    assert opened.matter.pictures.count() == 1
    assert not opened.matter.pauses.filter(ended_at__isnull=True).exists()


def test_waiting_for_papers_goes_on_when_something_is_added(here: Street) -> None:
    opened = raised(here)
    pausing.pause_matter(opened.matter, Pause.Cause.PAPERS, note="户口簿", by=here.worker)
    add_word_of_asker(opened.matter, "还在找", by=Actor())
    assert opened.matter.pauses.filter(ended_at__isnull=True).exists()


def test_nothing_is_added_without_words_or_to_what_is_closed(here: Street, client: Client) -> None:
    opened = raised(here)
    answer = client.post(f"/m/{opened.code}/add/", {"text": "  "})
    assert answer.status_code == 422
    assert "Please write what you want to add" in answer.content.decode()
    for text in ("a\0b", "灯" * 1001):
        assert client.post(f"/m/{opened.code}/add/", {"text": text}).status_code == 422
    closing.withdraw_matter(opened.matter, by=Actor(), by_asker=True)
    assert client.post(f"/m/{opened.code}/add/", {"text": "x"}).status_code == 422
    assert opened.matter.steps.filter(kind="note").count() == 0


def test_a_matter_takes_only_so_many_pictures(here: Street) -> None:
    opened = raised(here)
    one = cleaned(photograph())
    for _time in range(MOST_PICTURES_IN_ALL // 4):
        add_word_of_asker(opened.matter, "", by=Actor(), pictures=[one] * 4)
    with pytest.raises(Refused):
        add_word_of_asker(opened.matter, "", by=Actor(), pictures=[one])


def test_yes_closes_it_and_no_opens_it(here: Street, client: Client) -> None:
    opened = answered(here)
    assert "How did it go?" in page(client, opened.code)
    sent = {"solved": "yes", "satisfied": "fair", "words": f"亮了 {HOSTILE}"}
    shown = client.post(f"/m/{opened.code}/say/", sent, follow=True).content.decode()
    assert again(opened.matter).state == Matter.State.CLOSED
    assert "亮了" in shown
    assert "It was all right" in shown
    assert HOSTILE not in shown
    feedback = opened.matter.feedback.get()
    assert (feedback.may_publish, feedback.channel, feedback.by_name) == (False, "web", "")
    client.post(f"/m/{opened.code}/say/", {"solved": "no"})
    assert again(opened.matter).state == Matter.State.OPEN
    assert opened.matter.feedback.count() == 2


def test_the_same_word_sent_twice_is_said_once(here: Street, client: Client) -> None:
    opened = answered(here)
    sent = {"solved": "partly", "satisfied": "yes", "words": "一半\r\n亮了"}
    for _time in range(3):
        assert client.post(f"/m/{opened.code}/say/", sent).status_code == 302
    assert Feedback.objects.count() == 1
    with time_machine.travel(now() + timedelta(minutes=11)):
        client.post(f"/m/{opened.code}/say/", sent)
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    "sent", [{}, {"solved": "maybe"}, {"solved": "yes", "words": "a\0"}, {"solved": "yes", "satisfied": "very"}]
)
def test_a_faulty_word_is_asked_for_again(here: Street, client: Client, sent: dict[str, str]) -> None:
    opened = answered(here)
    answer = client.post(f"/m/{opened.code}/say/", {"words": "我的话", **sent})
    assert answer.status_code == 422
    assert sent.get("words", "我的话").strip("\0") in answer.content.decode()
    assert Feedback.objects.count() == 0


def test_how_it_went_can_be_said_once_there_is_an_answer(here: Street, client: Client) -> None:
    opened = raised(here)
    assert "How did it go?" not in page(client, opened.code)
    assert client.post(f"/m/{opened.code}/say/", {"solved": "yes"}).status_code == 422
    closing.withdraw_matter(opened.matter, by=Actor(), by_asker=True)
    assert client.post(f"/m/{opened.code}/say/", {"solved": "no"}).status_code == 422
    assert again(opened.matter).outcome == Matter.Outcome.WITHDRAWN


def test_it_is_withdrawn_and_opened_again_with_one_tap(here: Street, client: Client) -> None:
    opened = raised(here)
    client.post(f"/m/{opened.code}/withdraw/")
    assert again(opened.matter).outcome == Matter.Outcome.WITHDRAWN
    client.post(f"/m/{opened.code}/reopen/")
    assert again(opened.matter).state == Matter.State.OPEN
    shown = client.post(f"/m/{opened.code}/reopen/", follow=True).content.decode()
    assert "It is open." in shown


def test_whoever_raised_it_decides_whether_neighbours_see_it(here: Street, client: Client) -> None:
    opened = raised(here)
    address = f"/matters/{opened.matter.number}/"
    assert client.get(address).status_code == 404
    client.post(f"/m/{opened.code}/neighbours/", {"public": "1"})
    assert client.get(address).status_code == 200
    client.post(f"/m/{opened.code}/neighbours/", {"public": "0"})
    assert client.get(address).status_code == 404


def told_much(here: Street) -> Opened:
    """A public matter in whose course names and numbers stand."""
    opened = raised(here, "三栋路灯", text="我妈摔了", is_public=True)
    claiming.claim_matter(opened.matter, by=here.worker)
    said = "和简安谈过，电话 13900001234"
    steps.add_step(opened.matter, steps.Done(Step.Kind.CALL, said), by=here.worker)
    visit = steps.Done(
        Step.Kind.VISIT, "简安家门口的灯，worker 看过，配件下周到", office="电力公司", next_step="找简安"
    )
    steps.add_step(opened.matter, visit, by=here.worker)
    add_word_of_asker(opened.matter, "私下说一句", by=Actor())
    pausing.pause_matter(opened.matter, Pause.Cause.PAPERS, note="简安的户口簿", by=here.worker)
    return opened


def test_in_public_there_are_no_names_and_no_words_of_whoever_raised_it(here: Street, client: Client) -> None:
    opened = told_much(here)
    _backer, code = backing.stand_behind(opened.matter, Whose("李静", "0600-7"), channel="web", by=Actor())
    assert "2 years after it is closed" in page(client, opened.code)
    for address in (f"/matters/{opened.matter.number}/", f"/m/{code}/"):
        shown = client.get(address).content.decode()
        for hidden in ("简安", "13900001234", "我妈摔了", "谈过", "私下说一句", "户口簿", "李静"):
            assert hidden not in shown, hidden
        for told in ("三栋路灯", "电力公司", "配件下周到", "It waits for papers since"):
            assert told in shown, told
    assert "worker" not in client.get(f"/matters/{opened.matter.number}/").content.decode()


def test_standing_behind_gives_a_code_that_reads_and_does_not_close(here: Street, client: Client) -> None:
    opened = answered(here, is_public=True)
    sent = {"name": f"李静{HOSTILE}", "phone": "0600-7", "send_key": "ab" * 16}
    answer = client.post(f"/matters/{opened.matter.number}/behind/", sent, follow=True)
    assert "you stand behind it" in answer.content.decode()
    twice = client.post(f"/matters/{opened.matter.number}/behind/", sent)
    assert twice["Location"] == answer.redirect_chain[0][0]
    assert Backer.objects.count() == 1
    code = twice["Location"].split("/")[2]
    shown = page(client, code)
    assert "How did it go?" not in shown
    assert "Add something" not in shown
    for act in ("say", "add", "withdraw", "reopen", "neighbours"):
        assert client.post(f"/m/{code}/{act}/", {"solved": "yes", "text": "x"}).status_code == 404
    assert "1 more person" in page(client, opened.code)
    client.post(f"/m/{code}/step-back/")
    assert Backer.objects.count() == 0
    assert client.get(f"/m/{code}/").status_code == 404


def test_a_stranger_does_not_learn_who_stands_behind_it(here: Street, client: Client) -> None:
    opened = raised(here, is_public=True)
    backing.stand_behind(opened.matter, Whose("李静", "0600-7"), channel="web", by=Actor())
    answer = client.post(f"/matters/{opened.matter.number}/behind/", {"phone": "0600-7"})
    assert answer.status_code == 302


def test_nobody_stands_behind_what_is_not_public_or_over(here: Street, client: Client) -> None:
    hidden = raised(here).matter
    assert client.post(f"/matters/{hidden.number}/behind/", {}).status_code == 404
    over = raised(here, is_public=True).matter
    closing.withdraw_matter(over, by=Actor(), by_asker=True)
    assert client.post(f"/matters/{over.number}/behind/", {"name": "王敏"}).status_code == 422
    assert client.post(f"/matters/{over.number}/behind/", {"name": "a\0"}).status_code == 422
    assert Backer.objects.count() == 0


@pytest.mark.parametrize("number", ["1", "0000000", "99999999999999999999"])
def test_a_number_that_is_none_is_not_found(here: Street, client: Client, number: str) -> None:
    assert client.get(f"/matters/{number}/").status_code == 404


def test_thanks_are_public_by_consent_alone(here: Street, client: Client) -> None:
    opened = answered(here, is_public=True)
    address = f"/matters/{opened.matter.number}/"
    client.post(f"/m/{opened.code}/say/", {"solved": "yes", "words": "只给你们看"})
    assert "只给你们看" not in client.get(address).content.decode()
    client.post(f"/m/{opened.code}/say/", {"solved": "yes", "words": "大家看", "may_publish": "on"})
    assert "大家看" in client.get(address).content.decode()


def test_one_that_was_joined_leads_on_without_opening_the_other(here: Street, client: Client) -> None:
    first = raised(here, "路灯坏了", text="别人的话", whose=Whose("王敏", "0600-9"))
    second = raised(here, "路灯也坏了")
    steps.add_step(first.matter, steps.Done(Step.Kind.VISIT, "看过了", office="电力公司"), by=here.worker)
    closing.join_matter(second.matter, first.matter, by=here.worker)
    shown = page(client, second.code)
    assert f"It goes on as {first.matter.number}" in shown
    assert "电力公司" in shown
    for hidden in ("别人的话", "王敏", "0600-9", codes.shown(first.code)):
        assert hidden not in shown
    assert client.post(f"/m/{second.code}/say/", {"solved": "no"}).status_code == 422


def test_one_that_was_handed_to_the_other_workspace_is_theirs_there_too(here: Street, client: Client) -> None:
    opened = raised(here, is_public=True)
    _backer, code = backing.stand_behind(opened.matter, Whose("李静"), channel="web", by=Actor())
    made = crossing.cross_over(opened.matter, crossing.Passage("mediation", "请调解"), by=here.worker)
    new_code = codes.shown(code_of(made))
    assert new_code in page(client, opened.code)
    assert new_code not in page(client, code)
    assert "It lies with the residents" in page(client, new_code)


def test_very_many_words_from_one_address_are_held_back(here: Street, client: Client) -> None:
    opened = answered(here, is_public=True)
    for _time in range(floods.LIMIT):
        floods.is_too_much("127.0.0.1")
    sent = {"solved": "yes", "words": "我写的", "text": "我写的", "name": "我写的"}
    for address in (
        f"/m/{opened.code}/say/",
        f"/m/{opened.code}/add/",
        f"/matters/{opened.matter.number}/behind/",
    ):
        answer = client.post(address, sent)
        assert answer.status_code == 429
        assert "我写的" in answer.content.decode()
    assert Feedback.objects.count() == Backer.objects.count() == 0


def test_acts_need_the_mark_of_our_own_page(here: Street) -> None:
    opened = answered(here, is_public=True)
    client = Client(enforce_csrf_checks=True)
    for act in ("say", "add", "withdraw", "reopen", "neighbours", "step-back"):
        assert client.post(f"/m/{opened.code}/{act}/", {"solved": "yes", "text": "x"}).status_code == 403
        assert client.get(f"/m/{opened.code}/{act}/").status_code == 405
    assert client.post(f"/matters/{opened.matter.number}/behind/", {}).status_code == 403


def test_the_list_of_a_community_turns_its_pages(here: Street, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lianyi.matters.queries.showing.PER_PAGE", 2)
    matters = [raised(here, f"公开的事{number}", is_public=True).matter for number in range(3)]
    raised(here, "私下的事")
    first = client.get("/matters/", {"community": here.town.here.pk}).content.decode()
    assert "公开的事2" in first
    assert "公开的事0" not in first
    assert "私下的事" not in first
    older = client.get("/matters/", {"community": here.town.here.pk, "before": matters[1].pk}).content.decode()
    assert "公开的事0" in older
    elsewhere = client.get("/matters/", {"community": here.town.elsewhere.pk}).content.decode()
    assert "公开的事" not in elsewhere
    for query in ({"community": "x"}, {"community": "9" * 30, "before": "\0"}, {}):
        assert client.get("/matters/", query).status_code == 200


def test_pages_cost_few_questions(here: Street, client: Client, django_assert_max_num_queries: object) -> None:
    opened = told_much(here)
    for _time in range(5):
        steps.add_step(opened.matter, steps.Done(Step.Kind.VISIT, "又去", office="局"), by=here.worker)
    addresses = (f"/m/{opened.code}/", f"/m/{opened.code}/receipt/", f"/matters/{opened.matter.number}/", "/raise/")
    for address in (*addresses, f"/matters/?community={here.town.here.pk}"):
        with django_assert_max_num_queries(29):  # type: ignore[operator]
            client.get(address)
