"""Groups, who belongs to them and who may see that."""

from datetime import date

import pytest
from django.utils.translation import override

from lianyi.journal.models import Part
from lianyi.organisations import actions, queries
from lianyi.organisations.actions import Joining
from lianyi.organisations.models import Membership
from lianyi.organisations.tests.settlement import Settlement, settle
from lianyi.people.dossier import dossier
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture
def town() -> Settlement:
    return settle()


def test_many_join_with_one_entry_and_a_part_each(town: Settlement) -> None:
    joinings = [Joining(town.group.pk, pk) for pk in town.people]
    assert actions.join_many(joinings, community_id=town.here.pk, since=MAY, by=town.alice) == 5
    assert Part.objects.filter(entry__action="group.many_joined").count() == 5
    assert actions.join_many(joinings, community_id=town.here.pk, since=MAY, by=town.alice) == 0


def test_a_new_formation_ends_the_earlier_membership(town: Settlement) -> None:
    other = actions.open_group(
        community_id=town.here.pk, bond=town.group.bond, name="棋社", minimum=3, maximum=9, by=town.alice
    )
    for group, since in ((town.group, MAY), (other, JUNE)):
        actions.join_many([Joining(group.pk, town.people[0])], community_id=town.here.pk, since=since, by=town.alice)
    before, after = (queries.membership_of(town.people[0], day) for day in (MAY, JUNE))
    assert before is not None
    assert after is not None
    assert (before.group, after.group) == (town.group, other)


def test_the_size_is_that_of_the_day(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    actions.leave_group(town.group, town.people[0], on=JUNE, by=town.alice)
    sizes = [vars(queries.groups_on(town.here.pk, day).get())["size"] for day in (date(2026, 4, 30), MAY, JUNE)]
    assert sizes == [0, 1, 0]


def test_nobody_joins_twice_or_from_elsewhere(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    with pytest.raises(Refused):
        actions.join_group(town.group, town.people[0], since=JUNE, by=town.alice)
    with pytest.raises(OutOfScope):
        actions.join_group(town.group, town.people[1], since=MAY, by=town.bob)


def test_a_new_lead_ends_the_term_of_the_old_one(town: Settlement) -> None:
    for pk in town.people[:2]:
        actions.join_group(town.group, pk, since=MAY, by=town.alice)
        actions.appoint(town.group, pk, kind="lead", since=JUNE if pk == town.people[1] else MAY, by=town.alice)
    assert [queries.leads_of([town.group.pk], day)[town.group.pk] for day in (MAY, JUNE)] == ["单小明", "李静"]


def test_only_a_member_holds_a_post(town: Settlement) -> None:
    with pytest.raises(Refused):
        actions.appoint(town.group, town.people[0], kind="lead", since=MAY, by=town.alice)


def test_closing_ends_memberships(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    actions.close_group(town.group, on=JUNE, by=town.alice)
    assert Membership.objects.get().ends_on == JUNE


def test_the_secretary_sees_the_own_group_only(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    lead = Actor(5, "lead", frozenset({Role.SECRETARY}), group_ids=frozenset({town.group.pk}))
    assert [phone for _pk, _name, phone in queries.contacts(town.group, on=MAY, for_=lead)] == ["13900001234"]
    stranger = Actor(6, "lead", frozenset({Role.SECRETARY}), group_ids=frozenset({town.group.pk + 1}))
    for actor in (stranger, town.bob, Actor()):
        with pytest.raises(OutOfScope):
            queries.group(town.group.pk, for_=actor)


def test_a_member_may_know_the_group_but_not_its_members(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    member = Actor(7, "", frozenset({Role.RESIDENT}), person_id=town.people[0])
    group = queries.group(town.group.pk, for_=member)
    with pytest.raises(OutOfScope):
        queries.members_of(group, on=MAY, for_=member)


def test_the_dossier_names_the_group(town: Settlement) -> None:
    actions.join_group(town.group, town.people[0], since=MAY, by=town.alice)
    told = dossier(town.people[0], for_=town.alice)
    assert any("太极拳队" in line.text for section in told for line in section.lines)


def test_an_added_bond_stands_beside_those_of_the_pack(town: Settlement) -> None:
    admin = Actor(9, "admin", frozenset({Role.ADMIN}))
    actions.add_bond(code="origin", name_zh="同乡", name_en="origin", by=admin)
    with override("zh-hans"):
        assert queries.bonds()[-1].name == "同乡"
    with pytest.raises(Refused):
        actions.add_bond(code="origin", name_zh="同乡", name_en="origin", by=admin)
    with pytest.raises(OutOfScope):
        actions.add_bond(code="x", name_zh="x", name_en="x", by=town.alice)
