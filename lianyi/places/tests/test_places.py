"""The tree of places and how it is searched."""

from datetime import date

import pytest

from lianyi.places import actions, queries
from lianyi.places.actions import Step
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused, Role
from lianyi.search import key_of, sort_key_of

pytestmark = pytest.mark.django_db
SYSTEM, DAY = Actor.system("tests"), date(2026, 5, 1)


@pytest.fixture
def community() -> Place:
    region = actions.add_place(parent=None, kind="region", name="澄湖市", by=SYSTEM)
    return actions.add_place(parent=region, kind="community", name="柳岸社区", by=SYSTEM)


@pytest.fixture
def alice(community: Place) -> Actor:
    return Actor(1, "Alice", frozenset({Role.STAFF}), frozenset({community.pk}))


@pytest.fixture
def homes(community: Place, alice: Actor) -> dict[tuple[Step, ...], int]:
    tower = [(Step("compound", "望湖苑"), Step("building", "10栋"), Step("unit", f"{f}01")) for f in range(1, 31)]
    house = [(Step("compound", "单家巷"), Step("building", "2栋"), Step("unit", "201"))]
    return actions.add_places(community, tower + house, by=alice)


@pytest.mark.usefixtures("homes")
def test_one_building_may_hold_more_homes_than_another_compound(community: Place) -> None:
    counted = {place.name: place.homes for place in queries.with_homes(queries.children(community, on=DAY), on=DAY)}
    assert counted == {"望湖苑": 30, "单家巷": 1}
    assert queries.households(community, on=DAY) == 31


def test_the_same_addresses_twice_change_nothing(
    community: Place, alice: Actor, homes: dict[tuple[Step, ...], int]
) -> None:
    count = Place.objects.count()
    assert actions.add_places(community, homes, by=alice) == homes
    assert Place.objects.count() == count


@pytest.mark.usefixtures("homes")
@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("望湖", {"望湖苑"}),
        ("苑", {"望湖苑"}),
        ("whu", set()),
        ("why", {"望湖苑"}),
        ("hy", {"望湖苑"}),
        ("wanghu", {"望湖苑"}),
        ("djx", {"单家巷"}),
        ("sjx", {"单家巷"}),
        ("an", set()),
        ("2栋", {"2栋"}),
        ("望湖 201", {"201", "2001"} - {"2001"}),
        ("sjx 201", {"201"}),
        ("%", set()),
        ("_", set()),
    ],
)
def test_words_find_places(community: Place, words: str, names: set[str]) -> None:
    assert {place.name for place in queries.places_below(community, on=DAY, words=words)} == names


@pytest.mark.usefixtures("homes")
def test_an_address_is_read_as_people_write_it(community: Place) -> None:
    [found] = queries.at_address(community, "单家巷 2栋 201", on=DAY)
    assert queries.addresses([found.pk]) == {found.pk: "单家巷 2栋 201"}


@pytest.mark.usefixtures("homes")
def test_moving_takes_the_subtree_along(community: Place, alice: Actor) -> None:
    tower, lane = Place.objects.get(name="10栋"), Place.objects.get(name="单家巷")
    actions.move_place(tower, to=lane, by=alice)
    assert queries.households(lane, on=DAY) == 31
    with pytest.raises(Refused):
        actions.move_place(lane, to=Place.objects.get(name="10栋"), by=alice)


@pytest.mark.usefixtures("homes")
def test_a_closed_place_stands_in_its_time_only(community: Place, alice: Actor) -> None:
    actions.close_place(Place.objects.get(name="单家巷"), on=DAY, by=alice)
    assert queries.households(community, on=date(2026, 4, 30)) == 31
    assert queries.households(community, on=DAY) == 30


def test_a_name_stands_once_under_a_parent(community: Place, alice: Actor) -> None:
    for _twice in range(1):
        actions.add_place(parent=community, kind="compound", name="望湖苑", by=alice)
    with pytest.raises(Refused):
        actions.add_place(parent=community, kind="compound", name=" 望湖苑 ", by=alice)
    with pytest.raises(Refused):
        actions.add_place(parent=Place.objects.get(name="望湖苑"), kind="community", name="小", by=SYSTEM)


def test_what_lies_elsewhere_does_not_exist(community: Place, alice: Actor) -> None:
    other = actions.add_place(parent=community.parent, kind="community", name="河湾社区", by=SYSTEM)
    for forbidden in (
        lambda: queries.place(other.pk, for_=alice),
        lambda: actions.add_place(parent=other, kind="compound", name="x", by=alice),
        lambda: actions.rename_place(community, name="x", by=alice),
        lambda: actions.add_places(other, [(Step("unit", "1"),)], by=alice),
    ):
        with pytest.raises(OutOfScope):
            forbidden()


def test_buildings_sort_by_their_number() -> None:
    assert sorted(["10栋", "2栋", "1栋"], key=sort_key_of) == ["1栋", "2栋", "10栋"]


@pytest.mark.parametrize(
    "text", ["", " ", "·", "阿不都·热依木", "Ⅲ号楼", "０３栋", "7-2-301", "\u3000李\u3000静", "𠮷野"]
)
def test_every_text_has_a_key_and_is_found_by_itself(text: str) -> None:
    place = Place(kind="compound", name=text, path="/")
    place.set_keys()
    place.save()
    assert key_of(text) == place.search_key
    if text.strip(" ·"):
        assert place in queries.places_below(Place(pk=0, path="/"), on=DAY, words=text)


@pytest.fixture
def admin() -> Actor:
    return Actor(9, "Admin", frozenset({Role.ADMIN}))


@pytest.mark.usefixtures("homes")
def test_the_administrator_sees_the_upper_levels_only(community: Place, admin: Actor, alice: Actor) -> None:
    inside = queries.children(community, on=DAY)
    assert not queries.within_reach(inside, below=community, for_=admin)
    assert queries.within_reach(inside, below=community, for_=alice).count() == 2
    assert [place.name for place in queries.upper_places(admin, on=DAY)] == ["澄湖市", "柳岸社区"]


def test_the_administrator_adds_communities_and_staff_what_lies_in_them(
    community: Place, admin: Actor, alice: Actor
) -> None:
    new = actions.add_place(parent=None, kind="community", name="梧桐社区", by=admin)
    assert queries.may_change(new, admin)
    assert not queries.may_add_below(new, admin)
    assert queries.may_add_below(community, alice)
    with pytest.raises(OutOfScope):
        actions.add_place(parent=None, kind="community", name="别处社区", by=alice)
    with pytest.raises(OutOfScope):
        actions.add_place(parent=new, kind="compound", name="东苑", by=admin)
