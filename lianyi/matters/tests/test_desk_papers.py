"""What is printed of matters, and the calculator of owners' votes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lianyi.journal.models import Entry, Part
from lianyi.matters.actions import handing, steps
from lianyi.matters.models import Step
from lianyi.matters.tests.desks import browser_of, page
from lianyi.matters.tests.street import Street, raised, street

pytestmark = pytest.mark.django_db
ENOUGH = {"owners": "100", "area": "10000", "participating_owners": "67", "participating_area": "6700"}
SIMPLE = {**ENOUGH, "approving_owners": "34", "approving_area": "3400"}


@pytest.fixture
def here() -> Street:
    return street()


def test_the_sheet_holds_what_the_form_of_an_office_holds(here: Street) -> None:
    matter = raised(here, subject=here.lamps, text="晚上看不见").matter
    handing.hand_over_matter(matter, to=None, reason="先由社区看", by=here.officer)
    done = steps.Done(Step.Kind.VISIT, "带梯子去看", office="三栋门口")
    steps.add_step(matter, done, by=here.worker, way=steps.Way("三栋门口", cause="closed"))
    shown = page(browser_of(here.worker), "paper", matter.pk, "sheet")
    for what in (matter.number, matter.topic, "简安", "13900001234", "晚上看不见", "城管局", "带梯子去看", "三栋门口"):
        assert what in shown, what
    assert "of these in vain" in shown


def test_whoever_raised_it_is_told_that_something_was_printed(here: Street) -> None:
    matter = raised(here).matter
    page(browser_of(here.worker), "paper", matter.pk, "visit")
    look = Entry.objects.get(kind=Entry.Kind.LOOK, subject_type="matter", subject_id=matter.pk)
    assert Part.objects.get(entry=look).content == {"what": "matter.sheet"}


def test_there_is_no_other_paper(here: Street) -> None:
    matter = raised(here).matter
    client = browser_of(here.worker)
    assert client.get(reverse("matters:paper", args=[matter.pk, "secret"])).status_code == 404
    assert "Visit log" in page(client, "visit_log")


def test_the_slip_for_their_word_asks_what_the_page_asks(here: Street) -> None:
    shown = page(browser_of(here.worker), "paper", raised(here).matter.pk, "word")
    for what in ("Yes, it is solved", "Partly", "Satisfied", "without my name"):
        assert what in shown


def test_a_vote_that_passes_and_why(here: Street) -> None:
    shown = page(browser_of(here.worker), "owners_vote", **SIMPLE)
    assert "Adopted." in shown
    assert shown.count("badge success") == 4
    assert "/rules/owners.approval_by_area/" in shown
    assert "66.67" not in shown


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"participating_area": "6600"}, "Too few took part"),
        ({"topic": "raise_funds"}, "too few approved"),
        ({"approving_owners": "33"}, "too few approved"),
        ({"participating_owners": "101"}, "more owners than they are part of"),
        ({"approving_area": "0"}, "there are owners, but no floor area"),
        ({"area": "-1"}, "greater than or equal to 0"),
        ({"owners": "abc"}, "Enter a whole number"),
    ],
)
def test_a_vote_that_does_not_pass_and_numbers_that_cannot_be(here: Street, changed: dict[str, str], said: str) -> None:
    shown = page(browser_of(here.worker), "owners_vote", **{**SIMPLE, **changed})
    assert said in shown
    assert "Adopted." not in shown


def test_exactly_on_the_line_is_said(here: Street) -> None:
    half = {"approving_owners": "34", "approving_area": "3350"}
    shown = page(browser_of(here.worker), "owners_vote", **{**ENOUGH, **half})
    assert "exactly on the line" in shown
    assert "too few approved" in shown


def test_nothing_of_a_vote_is_kept(here: Street) -> None:
    before = Entry.objects.count()
    page(browser_of(here.worker), "owners_vote", **SIMPLE)
    assert Entry.objects.count() == before
