"""A question in plain language finds its subject; what cannot be answered becomes an entry on the list of gaps."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from lianyi.dated import today
from lianyi.demo.subjects import ASKED
from lianyi.finder import actions, queries
from lianyi.finder.models import Question
from lianyi.finder.ranking import grams, rank
from lianyi.organisations.actions import Facts, add_organisation, close_organisation
from lianyi.organisations.models.naming import split_names
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.responsibilities import actions as responsibilities
from lianyi.responsibilities.actions import Ground, PointFacts
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, OutOfScope, Refused, Role

NAMES = {asked.name: [asked.name, asked.name_en, *split_names(asked.asked_as)] for asked in ASKED}
REFORM = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("身份证丢了怎么办", "补领居民身份证"),
        ("我的身份证丢了找谁补", "补领居民身份证"),
        ("I lost my identity card", "补领居民身份证"),
        ("where do I report noise from my neighbours?", "噪音扰民"),
        ("楼上装修太吵了", "噪音扰民"),
        ("楼道的灯坏了", "楼道灯和公共设施报修"),
        ("the light on the stairs is broken", "楼道灯和公共设施报修"),
        ("80岁老人有什么补贴", "高龄津贴"),
        ("家里没水了", "停水和水费"),
        ("闻到煤气味", "燃气报修"),
        ("孩子转学", "孩子上学"),
        ("想成立业委会", "业主委员会成立"),
        ("居委会盖章", "居住证明盖章"),
    ],
)
def test_plain_questions_find_their_subject(question: str, meant: str) -> None:
    assert rank(question, NAMES)[0].key == meant


@pytest.mark.parametrize("question", ["", "？？？", "怎么办", "qwxz", "月亮上的兔子"])
def test_what_is_no_question_finds_nothing(question: str) -> None:
    assert rank(question, NAMES) == []


@given(st.text(max_size=40))
def test_any_text_is_ranked_without_fault_and_always_alike(text: str) -> None:
    found = rank(text, NAMES)
    assert found == rank(text, NAMES)
    assert all(0 < one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(st.sampled_from(sorted(NAMES)))
def test_every_name_finds_itself_first(name: str) -> None:
    for asked in NAMES[name]:
        if grams(asked):
            assert name in {one.key for one in rank(asked, NAMES)[:3]}, asked


@pytest.fixture
def town(db: object) -> Settlement:
    return settle()


def test_an_abolished_body_leads_to_whoever_does_it_now(town: Settlement, client: Client) -> None:
    street = add_organisation(Facts("小河街道办事处", "public", "小河街办"), areas=[town.region], by=SYSTEM)
    centre = add_organisation(Facts("便民服务中心", "public", phone="0800-1"), areas=[town.region], by=SYSTEM)
    kept, gone = (responsibilities.add_subject({"name": name}, by=SYSTEM) for name in ("低保申请", "亲属关系证明"))
    ground = Ground("清单", "网站")
    for subject in (kept, gone):
        row = responsibilities.assign(subject, street, "leads", ground, by=SYSTEM)
        responsibilities.end_duty(row, on=REFORM, by=SYSTEM)
    responsibilities.assign(kept, centre, "leads", ground, since=REFORM, by=SYSTEM)
    responsibilities.add_point(centre, PointFacts("一号窗口", "中兴路8号", hours="每天 0:00-24:00"), by=SYSTEM)
    responsibilities.end_subject(gone, on=REFORM, source="民发〔2020〕20号", by=SYSTEM)
    close_organisation(street, on=REFORM, by=SYSTEM)
    for words in ("小河街办", "原小河街道办事处在哪", "xhjdbsc"):
        page = client.get("/who/", {"q": words}).content.decode()
        assert "便民服务中心" in page, words
        assert "民发〔2020〕20号" in page, words
    earlier = client.get("/who/", {"q": "低保", "on": "2024-01-01"}).content.decode()
    assert "小河街道办事处" in earlier
    now = client.get("/who/", {"q": "低保"}).content.decode()
    assert "一号窗口" in now
    assert "中兴路8号" in now


def test_a_question_in_vain_becomes_a_gap_and_is_found_next_time(town: Settlement, client: Client) -> None:
    subject = responsibilities.add_subject({"name": "犬只管理"}, by=SYSTEM)
    page = client.get("/who/", {"q": "狗没拴绳"}).content.decode()
    assert "/who/ask/" in page
    for _time in range(2):
        client.post("/who/ask/", {"q": "  狗没拴绳 "})
    question = Question.objects.get()
    assert (question.text, question.times) == ("狗没拴绳", 2)
    actions.answer_question(question, subject, by=town.alice)
    assert queries.find("狗没拴绳").sure == subject
    assert not queries.open_questions(for_=town.alice)


def test_an_empty_question_and_a_huge_one_are_taken_kindly(town: Settlement, client: Client) -> None:
    with pytest.raises(Refused):
        actions.leave_question("   ", community=None)
    assert client.post("/who/ask/", {"q": "狗" * 5000}).status_code == 302
    assert len(Question.objects.get().text) == actions.LONGEST
    assert client.get("/who/", {"q": "狗" * 3000, "at": "99999999999999999999", "on": "x"}).status_code == 200


@pytest.mark.parametrize(
    "typed", ["\x00", "身份证\x00\x1b", "\u202e\u200b", "\x00<script>alert(1)</script>", "😀🐉", "%_\\"]
)
def test_whatever_is_typed_is_taken_kindly(town: Settlement, client: Client, typed: str) -> None:
    page = client.get("/who/", {"q": typed})
    assert page.status_code == 200
    assert "<script>alert(1)" not in page.content.decode()
    assert "\x00" not in page.content.decode()
    assert client.post("/who/ask/", {"q": typed}).status_code == 302
    assert not Question.objects.filter(text__contains="\x1b").exists()


def test_an_empty_question_is_told_what_to_do_and_an_answer_stands_before_the_next_question(
    town: Settlement, client: Client
) -> None:
    client.cookies["lianyi_language"] = "en"
    told = "Please write what you are looking for."
    assert told in client.get("/who/", {"q": " "}).content.decode()
    assert told not in client.get("/who/").content.decode()
    add_organisation(Facts("小河街道办事处", "public", "street office"), areas=[town.region], by=SYSTEM)
    page = client.get("/who/", {"q": "the street office"}).content.decode()
    assert page.index('class="card answer"') < page.index('id="q"')


def test_gaps_of_a_community_are_for_those_who_work_there(town: Settlement) -> None:
    question = actions.leave_question("谁修路灯", community=town.here)
    assert list(queries.open_questions(for_=town.alice)) == [question]
    assert not queries.open_questions(for_=town.bob)
    with pytest.raises(OutOfScope):
        actions.put_aside(question, by=town.bob)
    with pytest.raises(OutOfScope):
        actions.put_aside(question, by=Actor(5, "r", frozenset({Role.RESIDENT})))
    actions.put_aside(question, by=town.alice)
    assert not queries.open_questions(for_=town.alice)


def test_where_somebody_lives_is_kept_in_the_browser_alone(town: Settlement, client: Client) -> None:
    answer = client.get("/who/", {"q": "", "at": str(town.here.pk)})
    assert answer.cookies["lianyi_community"].value == str(town.here.pk)
    assert f'value="{town.here.pk}" selected' in client.get("/who/").content.decode()
    client.get("/who/", {"at": ""})
    assert "selected" not in client.get("/who/").content.decode()


def test_every_subject_of_the_demo_is_known(town: Settlement) -> None:
    for asked in ASKED:
        responsibilities.add_subject({"name": asked.name, "asked_as": asked.asked_as}, by=SYSTEM)
    assert Subject.objects.on(today()).count() == len(ASKED)
