"""People's records: who sees them, what changes in them, what is forgotten."""

from datetime import date, timedelta

import pytest

from lianyi.dated import today
from lianyi.journal.models import Entry, Part
from lianyi.journal.verification import verify
from lianyi.people import actions, erasure, queries
from lianyi.people.actions import NewPerson
from lianyi.people.models import Person, Residence, Standing
from lianyi.people.queries import kinds
from lianyi.places.actions import Step, add_place, add_places
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused, Role

pytestmark = pytest.mark.django_db
SYSTEM, DAY = Actor.system("tests"), date(2026, 5, 1)


@pytest.fixture
def community() -> Place:
    return add_place(parent=None, kind="community", name="柳岸社区", by=SYSTEM)


@pytest.fixture
def alice(community: Place) -> Actor:
    return Actor(1, "Alice", frozenset({Role.STAFF}), frozenset({community.pk}))


@pytest.fixture
def homes(community: Place) -> list[Place]:
    keys = add_places(
        community, [(Step("compound", name), Step("unit", "101")) for name in ("望湖苑", "新桥里")], by=SYSTEM
    )
    return [Place.objects.get(pk=pk) for address, pk in keys.items() if len(address) == 2]


@pytest.fixture
def person(community: Place, alice: Actor, homes: list[Place]) -> Person:
    new = NewPerson(
        "单小明", "0203", "13900001234", kind=kinds()[0][0], member_since=date(2020, 1, 1), place_id=homes[0].pk
    )
    return actions.add_person(community.pk, new, by=alice)


@pytest.mark.parametrize(
    "words", ["单", "小明", "sxm", "dxm", "xm", "shan", "danxiaoming", "0203", "203", "小 0203", ""]
)
def test_words_find_a_person(community: Place, alice: Actor, person: Person, words: str) -> None:
    assert list(queries.people(for_=alice, community=community, words=words)) == [person]


@pytest.mark.parametrize("words", ["an", "3900", "李", "小 李", "%", "03"])
def test_other_words_do_not(community: Place, alice: Actor, person: Person, words: str) -> None:
    assert person not in queries.people(for_=alice, community=community, words=words)


def test_a_record_is_for_the_own_staff_and_the_person(person: Person, alice: Actor) -> None:
    own = Actor(2, "", frozenset({Role.RESIDENT}), person_id=person.pk)
    assert queries.person(person.pk, for_=alice) == queries.person(person.pk, for_=own) == person
    others = [
        Actor(3, "bob", frozenset({Role.STAFF}), frozenset({999})),
        Actor(4, "admin", frozenset({Role.ADMIN})),
        Actor(5, "", frozenset({Role.RESIDENT}), person_id=person.pk + 1),
        Actor(),
    ]
    for actor in others:
        with pytest.raises(OutOfScope):
            queries.person(person.pk, for_=actor)


def test_many_at_once_are_one_entry_with_a_part_each(community: Place, alice: Actor) -> None:
    pks = actions.add_people(community.pk, [NewPerson(f"李{i}", str(i)) for i in range(30)], by=alice)
    assert [person.number for person in Person.objects.filter(pk__in=pks).order_by("pk")] == [str(i) for i in range(30)]
    assert Entry.objects.filter(action="people.added").count() == 1
    assert Part.objects.filter(entry__action="people.added").count() == 30


def test_a_number_stands_once_in_a_community(community: Place, alice: Actor, person: Person) -> None:
    with pytest.raises(Refused):
        actions.add_people(community.pk, [NewPerson("李静", "1"), NewPerson("王敏", "0203")], by=alice)
    assert Person.objects.count() == 1


def test_a_report_that_raises_takes_everything_back(community: Place, alice: Actor) -> None:
    def cancel(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.add_people(community.pk, [NewPerson("李静")], by=alice, report=cancel)
    assert not Person.objects.exists()


def test_corrections_are_journalled_only_where_something_differs(person: Person, alice: Actor) -> None:
    actions.correct_person(person.pk, {"phone": person.phone}, by=alice)
    assert not Entry.objects.filter(action="person.corrected").exists()
    actions.correct_person(person.pk, {"name": "李静"}, by=alice)
    assert Part.objects.get(entry__action="person.corrected").content == {
        "before": {"name": "单小明"},
        "after": {"name": "李静"},
    }
    assert list(queries.people(for_=alice, community=person.community, words="lj")) == [person]


def test_membership_and_home_keep_their_past(person: Person, alice: Actor, homes: list[Place]) -> None:
    actions.move_home(person.pk, to=homes[1], since=DAY, by=alice)
    actions.set_standing(person.pk, kind="", since=DAY, by=alice)
    eve = DAY - timedelta(days=1)
    assert [queries.homes([person.pk], day)[person.pk] for day in (eve, DAY)] == [homes[0].pk, homes[1].pk]
    assert [queries.members_on(person.community_id, day).count() for day in (eve, DAY)] == [1, 0]
    with pytest.raises(Refused):
        actions.move_home(person.pk, to=homes[0], since=eve, by=alice)


def test_within_a_place_are_those_who_live_below_it(
    community: Place, alice: Actor, person: Person, homes: list[Place]
) -> None:
    above = [Place.objects.get(name=name) for name in ("望湖苑", "新桥里")]
    found = [queries.people(for_=alice, community=community, within=place).count() for place in above]
    assert found == [1, 0]


def test_erasing_leaves_only_a_number(person: Person, alice: Actor) -> None:
    forgotten: list[int] = []
    erasure.register(forgotten.append)
    try:
        actions.erase_person(person.pk, reason="本人要求", by=alice)
    finally:
        erasure._registered.popitem()
    person.refresh_from_db()
    assert forgotten == [person.pk]
    assert {getattr(person, name) for name in (*actions.FIELDS, "search_key")} == {""}
    assert not Residence.objects.exists()
    assert not Part.objects.filter(person_id=person.pk).exists()
    assert "单小明" not in str(list(Part.objects.values_list("content")))
    assert queries.members_on(person.community_id, date(2025, 1, 1)).count() == 1
    assert queries.members_on(person.community_id, today()).count() == 0
    assert Standing.objects.get().ends_on == today()
    assert verify().holds
    with pytest.raises(OutOfScope):
        queries.person(person.pk, for_=alice)


def test_erasing_needs_a_reason(person: Person, alice: Actor) -> None:
    with pytest.raises(Refused):
        actions.erase_person(person.pk, reason=" ", by=alice)
