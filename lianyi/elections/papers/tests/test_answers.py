"""Papers as pages and as Word documents."""

from __future__ import annotations

import io
import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from django.utils.translation import override
from docx import Document
from docx.shared import Cm

from lianyi.elections import papers
from lianyi.elections.models import Election
from lianyi.elections.papers.kinds import slug_of
from lianyi.elections.papers.tests.evenings import PEOPLE, evening, settled
from lianyi.papers.filling import try_out
from lianyi.papers.kinds import kind_of
from lianyi.papers.models import OfficeTemplate
from lianyi.papers.tests.documents import docx, text_of
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db
LANGUAGES = ("zh-hans", "en")


@pytest.fixture(params=["cn-community", "cn-party"], autouse=True)
def pack(request: pytest.FixtureRequest, settings: Any) -> None:
    settings.LIANYI_PACK = request.param


@pytest.fixture
def election() -> Election:
    made = evening()
    settled(made, {"王芳": (5, 0, 0), "丁一": (4, 0, 0)}, outcome={"elected": ["王芳", "丁一"]})
    return made


def asked(**query: str) -> HttpRequest:
    request = RequestFactory().get("/", query)
    request.user = AnonymousUser()
    request.actor = Actor()  # type: ignore[attr-defined]
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def page(election: Election, kind: str, language: str = "en", **query: str) -> str:
    with override(language):
        return papers.html(asked(**query), election, kind).content.decode()


def file(election: Election, kind: str, language: str = "en", **query: str) -> Any:
    with override(language):
        return papers.docx(asked(**query), election, kind)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", papers.PAPERS)
def test_every_paper_is_a_page_and_a_document(election: Election, kind: str, language: str) -> None:
    shown = page(election, kind, language)
    assert "书画小组" in shown
    assert "paper" in shown
    document = Document(io.BytesIO(file(election, kind, language).content))
    assert abs(Cm(21) - (document.sections[0].page_width or 0)) < Cm(0.1)
    assert "书画小组" in text_of(file(election, kind, language).content)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", papers.PAPERS)
def test_shipped_templates_pass_what_an_office_has_to_pass(kind: str, language: str) -> None:
    paper = kind_of(slug_of(kind))
    filled = text_of(try_out(paper.shipped(language), paper, language))
    assert "{" not in filled
    assert "}" not in filled


@pytest.mark.parametrize("kind", ["sign_in", "result", "tally"])
def test_documents_hold_the_names(election: Election, kind: str) -> None:
    election.contests.update(is_closed=True)
    text = text_of(file(election, kind).content)
    assert "王芳" in text
    assert "丁一" in text


def test_the_result_document_has_the_columns_of_the_form(election: Election) -> None:
    text = text_of(file(election, "result", "zh-hans").content)
    columns = [
        "应到会有选举权人数",
        "实到会人数",
        "发出选票",
        "收回选票",
        "有效票",
        "废票",
        "当选人",
        "监票人",
        "计票人",
        "日期",
    ]
    assert [column for column in columns if column not in text] == []


def test_a_document_has_a_name_that_says_what_it_is(election: Election) -> None:
    answer = file(election, "result")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "书画小组 - 2026-05-08.docx" in unquote(answer["Content-Disposition"])
    assert answer["Cache-Control"] == "no-store"


def test_ballots_carry_no_name_or_number_of_a_voter() -> None:
    election = evening()
    shown = page(election, "ballot", copies="5")
    ballots = re.findall(r'<article class="ballot">.*?</article>', shown, re.DOTALL)
    assert len(ballots) == 5
    assert len(set(ballots)) == 1
    document = text_of(file(election, "ballot", copies="5").content)
    ids = {str(elector.person_id) for elector in election.electors.all()} | {"ID00001"}
    digits = set(re.findall(r"\d+", re.sub(r"<[^>]+>", " ", ballots[0]))) - {"3", "8", "2026"}  # the seats and the day
    assert digits == set()
    assert not [name for name in PEOPLE if name in ballots[0] or name in document]
    assert not [key for key in ids if len(key) > 1 and key in ballots[0]]


def test_an_own_template_is_used(election: Election) -> None:
    OfficeTemplate.objects.create(
        community=election.group.community,
        kind="election-notice",
        language="zh-hans",
        content=docx("信头 {{ venue }}"),
        name="x.docx",
    )
    assert text_of(file(election, "notice", "zh-hans").content).strip() == "信头 活动室"
    assert "信头" not in text_of(file(election, "notice", "en").content)


def test_an_own_template_that_fails_leads_to_where_it_is_replaced(election: Election) -> None:
    community = election.group.community
    OfficeTemplate.objects.create(
        community=community, kind="election-notice", language="en", content=docx("{{ nothing }}"), name="x.docx"
    )
    with override("en"):
        request = asked()
        answer = papers.docx(request, election, "notice")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/papers/{community.pk}/election-notice/en/")
    assert "nothing" in str(next(iter(get_messages(request))))


def test_a_paper_that_does_not_exist(election: Election) -> None:
    with pytest.raises(Http404):
        page(election, "secrets")


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_results_name_the_column_for_what_it_holds(language: str) -> None:
    election = evening(method="surplus")
    standing = [election.electors.get(person__name="王芳").person_id]
    settled(election, {"王芳": (5, 0, 0), "丁一": (4, 0, 0)}, standing=standing, outcome={"elected": ["丁一"]})
    told = "不能当选的人票数" if language == "zh-hans" else "Votes for names that cannot be elected"
    written = "（另选他人）" if language == "zh-hans" else "(written in)"
    for shown in (page(election, "result", language), text_of(file(election, "result", language).content)):
        assert told in shown
        assert written in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_results_call_a_void_round_void(language: str) -> None:
    election = evening()
    void = {"code": "more_returned_than_issued", "params": {"returned": 7, "issued": 6}}
    settled(election, {}, outcome={"state": "void", "needed": 4, "reasons": [void]})
    told = "无效" if language == "zh-hans" else "void"
    for shown in (page(election, "result", language), text_of(file(election, "result", language).content)):
        assert told in shown
        assert not re.search(r"(otes needed|当选票数|当选需)\W*4", shown)
