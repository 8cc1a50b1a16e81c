from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from lianyi.groups import codes
from lianyi.groups.actions import proposals, rounds
from lianyi.groups.actions.proposals import Proposal
from lianyi.groups.desk import open_rounds
from lianyi.groups.models import Formation, WishForm
from lianyi.groups.queries import rounds as queries
from lianyi.groups.queries.answers import form_by_code
from lianyi.groups.queries.capacity import capacity_of
from lianyi.groups.tests.coming_in import NAMES, Community, form_of, in_days
from lianyi.journal.models import Entry
from lianyi.scope import OutOfScope, Refused

pytestmark = pytest.mark.django_db


def test_opening_gives_each_member_one_form_with_an_own_code() -> None:
    formation = Community().opened()
    forms = list(formation.forms.all())
    assert [form.serial for form in forms] == list(range(1, len(NAMES) + 1))
    assert len({form.code_digest for form in forms}) == len(NAMES)
    for form in forms:
        code = codes.code_of(form.nonce)
        assert code not in form.code_digest
        assert form_by_code(codes.shown(code).lower()) == form
    entry = Entry.objects.get(action="formation.opened")
    assert entry.parts.exclude(person_id=None).count() == len(NAMES)


def test_new_members_get_their_forms_by_one_action() -> None:
    community = Community()
    formation = community.opened()
    community.join("新邻居", "又一位")
    assert queries.members_without_form(formation).count() == 2
    assert rounds.add_missing_forms(formation, by=community.staff) == 2
    assert form_of(formation, "又一位").serial == len(NAMES) + 2
    assert rounds.add_missing_forms(formation, by=community.staff) == 0


def test_a_new_code_revokes_the_old_one() -> None:
    community = Community()
    form = form_of(community.opened(), "林晓禾")
    old = codes.code_of(form.nonce)
    rounds.renew_code(form, by=community.staff)
    assert form_by_code(old) is None
    assert form_by_code(codes.code_of(WishForm.objects.get(pk=form.pk).nonce)) == form


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ({"deadline": None}, "deadline"),
        ({"deadline": timezone.now() - timedelta(days=1)}, "past"),
        ({"open_per_bond": {"interest": 2, "trade": 1}}, "9 people"),
        ({"open_per_bond": {"trade": 4}}, "only 1 are proposed"),
        ({"deadline": timezone.now() + timedelta(days=3)}, "less time"),
    ],
)
def test_what_cannot_work_is_refused_before_forms_go_out(settings: dict[str, object], part: str) -> None:
    community = Community()
    formation = community.prepare(**settings)
    with override("en"), pytest.raises(Refused, match=part):
        rounds.open_formation(formation, by=community.staff)
    assert not formation.forms.exists()
    assert Formation.objects.get(pk=formation.pk).state == Formation.State.PREPARING


def test_short_notice_goes_with_a_reason_that_the_journal_keeps() -> None:
    community = Community()
    formation = community.prepare(deadline=in_days(3))
    rounds.open_formation(formation, by=community.staff, short_notice_reason="only six people")
    assert Entry.objects.get(action="formation.opened").purpose == "only six people"


def test_nothing_proposed_is_refused() -> None:
    community = Community()
    formation = community.prepare()
    for group in formation.proposed.all():
        proposals.withdraw_proposed(group, by=community.staff)
    with pytest.raises(Refused):
        rounds.open_formation(formation, by=community.staff)


def test_fewer_members_than_the_smallest_group_needs_is_refused() -> None:
    community = Community()
    formation = community.prepare()
    for group in formation.proposed.all():
        changed = Proposal(group.name, group.bond, 7, 30, number=group.number)
        proposals.change_proposed(group, changed, by=community.staff)
    with pytest.raises(Refused):
        rounds.open_formation(formation, by=community.staff)


def test_capacity_counts_the_groups_that_open() -> None:
    community = Community()
    formation = community.prepare(open_per_bond={"interest": 1})
    capacity = capacity_of(formation, 200)
    assert (capacity.proposed, capacity.least, capacity.most, capacity.short_of) == (4, 3, 90, 110)


def test_a_group_of_two_is_refused_with_the_rule_and_the_offer_of_a_joint_group() -> None:
    objections = proposals.size_objections(2, 30, "")
    assert "3" in objections["minimum"]
    assert list(objections) == ["minimum"]


def test_fifty_one_is_a_matter_of_a_reason() -> None:
    assert list(proposals.size_objections(3, 51, "")) == ["maximum"]
    assert not proposals.size_objections(3, 51, "the hall holds them all")
    assert not proposals.size_objections(3, 50, "")


def test_the_same_number_is_not_given_twice() -> None:
    community = Community()
    formation = community.prepare()
    with pytest.raises(Refused):
        proposals.propose_groups(formation, [Proposal("舞蹈组", "interest", 3, 9, number=1)], by=community.staff)
    assert formation.proposed.count() == 4


def test_numbering_anew_leaves_no_gaps() -> None:
    community = Community()
    formation = community.prepare()
    proposals.withdraw_proposed(formation.proposed.get(number=1), by=community.staff)
    proposals.propose_groups(formation, [Proposal("舞蹈组", "interest", 3, 9)], by=community.staff)
    proposals.number_anew(formation, by=community.staff)
    numbered = list(formation.proposed.values_list("number", "name"))
    assert numbered == [(1, "棋艺组"), (2, "舞蹈组"), (3, "教师组"), (4, "邻里组")]


def test_groups_and_draw_number_stay_once_forms_are_out() -> None:
    community = Community()
    formation = community.opened()
    with pytest.raises(Refused):
        proposals.propose_groups(formation, [Proposal("舞蹈组", "interest", 3, 9)], by=community.staff)
    with pytest.raises(Refused):
        rounds.change_formation(formation, {"seed": 1}, by=community.staff)
    rounds.change_formation(formation, {"title": "另一个名字"}, by=community.staff)


def test_close_and_open_again_with_a_later_deadline() -> None:
    community = Community()
    formation = rounds.close_formation(community.opened(), by=community.staff)
    assert not formation.takes_answers(timezone.now())
    formation = rounds.extend_deadline(formation, in_days(2), by=community.staff)
    assert formation.takes_answers(timezone.now())
    with pytest.raises(Refused):
        rounds.extend_deadline(formation, in_days(-1), by=community.staff)


def test_answers_count_to_the_last_moment_of_the_deadline() -> None:
    formation = Community().opened()
    assert formation.deadline is not None
    with time_machine.travel(formation.deadline, tick=False):
        assert formation.takes_answers(timezone.now())
    with time_machine.travel(formation.deadline + timedelta(microseconds=1), tick=False):
        assert not formation.takes_answers(timezone.now())


def test_the_staff_of_another_community_sees_and_does_nothing() -> None:
    formation, other = Community().opened(), Community("远山社区")
    for attempt in (
        lambda: queries.formation_of(formation.pk, for_=other.staff),
        lambda: rounds.close_formation(formation, by=other.staff),
        lambda: rounds.add_missing_forms(formation, by=other.staff),
        lambda: proposals.propose_groups(formation, [], by=other.staff),
        lambda: rounds.prepare_formation(formation.community_id, {"title": "x", "seed": 1}, by=other.staff),
    ):
        with pytest.raises(OutOfScope):
            attempt()
    assert not queries.formations_of(for_=other.staff).exists()


def test_one_form_a_person_holds_in_the_database() -> None:
    form = form_of(Community().opened(), "林晓禾")
    with pytest.raises(IntegrityError), transaction.atomic():
        WishForm.objects.create(
            formation=form.formation, person=form.person, serial=99, nonce="x", code_digest=codes.digest_of("x")
        )


def test_the_desk_tells_what_waits() -> None:
    community = Community()
    formation = community.opened()
    community.join("新邻居")
    assert [item.count for item in open_rounds(community.staff)] == [len(NAMES), 1]
    assert not open_rounds(Community("远山社区").staff)
    assert formation.deadline is not None
    with time_machine.travel(formation.deadline + timedelta(days=1)):
        assert "warning" in {item.tone for item in open_rounds(community.staff) if item.count == len(NAMES)}
