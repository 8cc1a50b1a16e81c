from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from lianyi.groups.actions.answers import Arrival, Content, answer_form, content_of, take_back
from lianyi.groups.models import Answer, WishForm
from lianyi.groups.queries.answers import newest_answer, newest_answers
from lianyi.groups.queries.rounds import progress_of
from lianyi.groups.tests.coming_in import Community, form_of
from lianyi.journal.models import Entry
from lianyi.scope import Actor, OutOfScope, Refused

pytestmark = pytest.mark.django_db
WEB = Arrival(Answer.Channel.WEB)
PAPER = Arrival(Answer.Channel.PAPER)


@pytest.fixture
def community() -> Community:
    return Community()


@pytest.fixture
def form(community: Community) -> WishForm:
    return form_of(community.opened(), "林晓禾")


def own(form: WishForm) -> Actor:
    return Actor.bearer(form.person_id)


def test_each_answer_is_a_version_and_the_newest_counts(form: WishForm) -> None:
    first = answer_form(form, Content(wishes=(3, 1)), WEB, by=own(form))
    second = answer_form(form, Content(wishes=(2,)), Arrival("web", sees=1), by=own(form))
    assert (first.version, second.version) == (1, 2)
    assert content_of(first).wishes == (3, 1)
    assert list(newest_answers(form.formation)) == [second]
    entry = Entry.objects.filter(action="form.answered").first()
    assert entry is not None
    content = entry.parts.get().content or {}
    assert (content["before"]["version"], content["after"]["version"]) == (1, 2)
    assert entry.actor_person_id == form.person_id


def test_two_answers_over_the_same_version_do_not_overwrite_each_other(form: WishForm) -> None:
    answer_form(form, Content(wishes=(1,)), WEB, by=own(form))
    with pytest.raises(Refused):
        answer_form(form, Content(wishes=(2,)), WEB, by=own(form))
    assert form.answers.count() == 1


def test_the_database_takes_a_version_once(form: WishForm) -> None:
    answer = answer_form(form, Content(wishes=(1,)), WEB, by=own(form))
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(form=form, version=answer.version, channel="web", at=timezone.now())


@pytest.mark.parametrize(
    "content",
    [
        Content(wishes=(9,)),
        Content(wishes=(1, 2, 1)),
        Content(wishes=(1, 2, 3, 4)),
        Content(wishes=(), accept_any=False),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_stored(form: WishForm, content: Content) -> None:
    with pytest.raises(Refused):
        answer_form(form, content, WEB, by=own(form))
    assert not form.answers.exists()


def test_whoever_declines_has_no_wishes_and_counts_as_declined(form: WishForm) -> None:
    answer = answer_form(form, Content(wishes=(1,), takes_part=False), WEB, by=own(form))
    assert not answer.wishes.exists()
    progress = progress_of(form.formation)
    assert (progress.answered, progress.declined, progress.waiting) == (1, 1, 5)


def test_another_person_and_another_community_cannot_answer(form: WishForm) -> None:
    for stranger in (Actor(), Actor.bearer(form.person_id + 1), Community("远山社区").staff):
        with pytest.raises(OutOfScope):
            answer_form(form, Content(wishes=(1,)), WEB, by=stranger)


def after_the_deadline(form: WishForm) -> Any:
    assert form.formation.deadline is not None
    return time_machine.travel(form.formation.deadline + timedelta(minutes=1))


def test_after_the_deadline_the_link_takes_nothing(form: WishForm) -> None:
    with after_the_deadline(form), pytest.raises(Refused):
        answer_form(form, Content(wishes=(1,)), WEB, by=own(form))


def test_after_the_deadline_the_staff_says_in_time_or_why_late(form: WishForm, community: Community) -> None:
    with after_the_deadline(form):
        with pytest.raises(Refused):
            answer_form(form, Content(wishes=(1,)), PAPER, by=community.staff)
        keyed = answer_form(form, Content(wishes=(1,)), Arrival("paper", handed_in_in_time=True), by=community.staff)
        late = answer_form(
            form, Content(wishes=(2,)), Arrival("paper", sees=1, late_reason="in hospital"), by=community.staff
        )
    assert (keyed.is_late, late.is_late, late.late_reason) == (False, True, "in hospital")
    assert progress_of(form.formation).late == 1


def test_before_the_round_opens_nothing_comes_in(community: Community) -> None:
    formation = community.prepare()
    form = WishForm.objects.create(
        formation=formation, person_id=community.person_ids[0], serial=1, nonce="n", code_digest="d"
    )
    with pytest.raises(Refused):
        answer_form(form, Content(wishes=(1,)), PAPER, by=community.staff)


def test_a_slip_is_taken_back_and_the_earlier_version_counts_again(form: WishForm, community: Community) -> None:
    first = answer_form(form, Content(wishes=(1,)), WEB, by=own(form))
    slip = answer_form(form, Content(wishes=(2,)), Arrival("paper", sees=1), by=community.staff)
    take_back(slip, by=community.staff)
    assert newest_answer(form) == first
    entry = Entry.objects.get(action="form.answer_taken_back")
    assert (entry.parts.get().content or {})["before"]["version"] == 2


def test_only_ones_own_newest_entry_can_be_taken_back(form: WishForm, community: Community) -> None:
    sent = answer_form(form, Content(wishes=(1,)), WEB, by=own(form))
    with pytest.raises(Refused):
        take_back(sent, by=community.staff)
    keyed = answer_form(form, Content(wishes=(2,)), Arrival("paper", sees=1), by=community.staff)
    answer_form(form, Content(wishes=(3,)), Arrival("web", sees=2), by=own(form))
    with pytest.raises(Refused):
        take_back(keyed, by=community.staff)
    assert form.answers.count() == 3
