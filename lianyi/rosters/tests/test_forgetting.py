"""Erasing somebody also empties the files in which they may stand."""

import pytest

from lianyi.dated import today
from lianyi.jobs.actions import work_through
from lianyi.people.actions import erase_person
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.rosters.actions import hand_in
from lianyi.rosters.models import Upload, UploadProblem
from lianyi.rosters.tests.workbooks import book
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db


def test_no_file_keeps_an_erased_person(community: Place, staff: Actor) -> None:
    person = Person.objects.create(community=community, name="林晓禾")
    content = book(["姓名", "加入日期"], [["林晓禾", "520101195407011234"]])
    hand_in(content, name="a.xlsx", kind="roster", community=community, list_date=today(), make_places=False, by=staff)
    work_through()
    assert UploadProblem.objects.exists()
    erase_person(person.pk, reason="asked", by=staff)
    assert not Upload.objects.exists()
    assert not UploadProblem.objects.exists()
