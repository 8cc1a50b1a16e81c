"""Who is erased belongs to no group any more, and the group keeps its past without the name."""

from datetime import date, timedelta

import pytest

from lianyi.dated import today
from lianyi.organisations import actions, queries
from lianyi.organisations.actions import Joining
from lianyi.organisations.models import Membership, Post
from lianyi.organisations.tests.settlement import Settlement, settle
from lianyi.people.actions import erase_person
from lianyi.scope import OutOfScope

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 1)


@pytest.fixture
def town() -> Settlement:
    """The first two of the five are in the group, and the first leads it for years to come."""
    made = settle()
    for pk in made.people[:2]:
        actions.join_group(made.group, pk, since=MAY, by=made.alice)
    until = today() + timedelta(days=700)
    actions.appoint(made.group, made.people[0], kind="lead", since=MAY, until=until, by=made.alice)
    return made


def size(town: Settlement, day: date) -> int:
    return queries.sizes([town.group.pk], day).get(town.group.pk, 0)


def test_membership_and_post_end_on_that_day(town: Settlement) -> None:
    erase_person(town.people[0], reason="本人要求", by=town.alice)
    rows = [model.objects.get(person=town.people[0]) for model in (Membership, Post)]
    assert [(row.starts_on, row.ends_on) for row in rows] == [(MAY, today())] * 2
    assert queries.leads_of([town.group.pk], today()) == {}
    assert size(town, today()) == 1
    assert [row.person_id for row in queries.members_of(town.group, on=today(), for_=town.alice)] == [town.people[1]]


def test_the_group_keeps_its_past_without_the_name(town: Settlement) -> None:
    erase_person(town.people[0], reason="本人要求", by=town.alice)
    assert size(town, MAY) == 2
    assert [post.person.name for post in queries.posts_of(town.group)] == [""]


def test_what_was_to_begin_later_never_begins(town: Settlement) -> None:
    later = today() + timedelta(days=30)
    actions.join_group(town.group, town.people[2], since=later, by=town.alice)
    actions.appoint(town.group, town.people[2], kind="deputy", since=later, by=town.alice)
    erase_person(town.people[2], reason="本人要求", by=town.alice)
    assert size(town, later) == 2
    assert not Post.objects.filter(person=town.people[2]).exists()


def test_an_erased_person_is_put_into_no_group(town: Settlement) -> None:
    erase_person(town.people[0], reason="本人要求", by=town.alice)
    joinings = [Joining(town.group.pk, town.people[0])]
    with pytest.raises(OutOfScope):
        actions.join_many(joinings, community_id=town.here.pk, since=today(), by=town.alice)
