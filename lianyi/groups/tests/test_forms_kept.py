from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from lianyi.groups.actions.answers import Arrival, Content, answer_form
from lianyi.groups.keeping import forget_what_was_kept_long_enough
from lianyi.groups.models import Answer, Formation, Wish, WishForm
from lianyi.groups.queries.answers import form_by_code, forms_of
from lianyi.groups.queries.rounds import progress_of
from lianyi.groups.tests.coming_in import Community, code_of, form_of
from lianyi.journal.models import Entry, Part
from lianyi.people.actions.erase import erase_person
from lianyi.people.dossier import dossier
from lianyi.scope import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def community() -> Community:
    return Community()


@pytest.fixture
def form(community: Community) -> WishForm:
    form = form_of(community.opened(), "林晓禾")
    content = Content(wishes=(3, 1), trade="教师", hobby="书法")
    answer_form(form, content, Arrival("web"), by=Actor.bearer(form.person_id))
    return form


def test_an_erased_person_leaves_neither_wishes_nor_texts_nor_a_working_link(
    community: Community, form: WishForm
) -> None:
    code = code_of(form)
    erase_person(form.person_id, reason="asked", by=community.staff)
    answer = Answer.objects.get()
    assert (answer.trade, answer.hobby, Wish.objects.count()) == ("", "", 0)
    assert form_by_code(code) is None
    assert form not in forms_of(form.formation, for_=community.staff)


def test_the_day_that_every_form_prints_is_kept(form: WishForm) -> None:
    keep_until = Formation.objects.get().keep_until
    assert keep_until is not None
    with time_machine.travel(keep_until):
        forget_what_was_kept_long_enough()
        assert Wish.objects.count() == 2
    with time_machine.travel(keep_until + timedelta(days=1)):
        forget_what_was_kept_long_enough()
        forget_what_was_kept_long_enough()
    assert Wish.objects.count() == 0
    assert Answer.objects.get().trade == ""
    assert progress_of(form.formation).answered == 1
    assert Entry.objects.filter(action="formation.answers_forgotten").count() == 1


def test_the_journal_holds_no_wishes_that_would_outlive_them(form: WishForm) -> None:
    held = "".join(
        str(part.content) for part in Part.objects.filter(person_id=form.person_id, entry__action="form.answered")
    )
    assert held
    assert "教师" not in held
    assert "wishes" not in held


def test_the_dossier_tells_every_version(form: WishForm, community: Community) -> None:
    sections = {section.key: section for section in dossier(form.person_id, for_=community.staff)}
    assert "3 教师组" in sections["wish_forms"].lines[0].text
