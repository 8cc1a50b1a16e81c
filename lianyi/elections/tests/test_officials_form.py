"""Who is meant by what is typed for scrutineer and tellers."""

from __future__ import annotations

import pytest

from lianyi.elections.forms.meeting import OfficialsForm
from lianyi.elections.models import Election, Elector
from lianyi.elections.tests.world import COMMITTEE, Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def election() -> Election:
    return Town(12).prepare(COMMITTEE)


def form(election: Election, typed: str) -> OfficialsForm:
    electors: list[Elector] = list(election.electors.select_related("person"))
    return OfficialsForm({"teller_1": typed, "teller_2": "外来乙"}, electors=electors, officials=[])


@pytest.mark.parametrize("typed", ["5", " 5 ", "５", "5 成员05", "5成员05", "5　成员05", "成员05", "成员０５"])
def test_somebody_of_the_list(election: Election, typed: str) -> None:
    asked = form(election, typed)
    assert asked.is_valid(), asked.errors
    assert asked.named[0].person_id == election.electors.get(number=5).person_id


@pytest.mark.parametrize("typed", ["5栋王师傅", "王师傅", "99栋 李阿姨", "外来 5"])
def test_somebody_from_outside(election: Election, typed: str) -> None:
    asked = form(election, typed)
    assert asked.is_valid(), asked.errors
    assert (asked.named[0].person_id, asked.named[0].name) == (None, typed)


@pytest.mark.parametrize("typed", ["99", "0", "13", "5 成员06", "99 王师傅"])
def test_a_number_that_is_nobodys_or_somebody_elses(election: Election, typed: str) -> None:
    asked = form(election, typed)
    assert list(asked.errors) == ["teller_1"]
    assert asked["teller_1"].value() == typed


def test_a_name_that_two_people_have_needs_the_number(election: Election) -> None:
    for number in (3, 4):
        person = election.electors.get(number=number).person
        person.name = "王芳"
        person.save()
    assert list(form(election, "王芳").errors) == ["teller_1"]
    asked = form(election, "4 王芳")
    assert asked.is_valid()
    assert asked.named[0].person_id == election.electors.get(number=4).person_id
