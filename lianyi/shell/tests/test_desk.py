import pytest

from lianyi import desk
from lianyi.desk import DeskItem
from lianyi.scope import Actor, Role
from lianyi.shell import navigation

STAFF = Actor(user_id=1, roles=frozenset({Role.STAFF}), community_ids=frozenset({1}))


@pytest.fixture
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_registered", {})


@pytest.mark.usefixtures("_own_registry")
def test_what_apps_register_waits_on_the_desk_of_those_it_concerns() -> None:
    @desk.waiting
    def forms(actor: Actor) -> list[DeskItem]:
        return [DeskItem("Forms to key in", "/desk/forms/", 3, "warning")] if actor.is_(Role.STAFF) else []

    assert desk.items_for(STAFF) == [DeskItem("Forms to key in", "/desk/forms/", 3, "warning")]
    assert desk.items_for(Actor()) == []


@pytest.mark.usefixtures("_own_registry")
def test_registering_twice_shows_it_once() -> None:
    def forms(actor: Actor) -> list[DeskItem]:
        return [DeskItem("Forms", "/")]

    desk.waiting(forms)
    desk.waiting(forms)
    assert len(desk.items_for(STAFF)) == 1


def test_menus_offer_what_a_role_may_open() -> None:
    assert "desk" not in {section.key for section in navigation.of_site(Actor(), "/")}
    assert "desk" in {section.key for section in navigation.of_site(STAFF, "/")}
    assert navigation.of_desk(Actor()) == []
    assert {"people", "journal"} <= {section.key for section in navigation.of_desk(STAFF)}


def test_the_menu_marks_where_somebody_is() -> None:
    marked = {section.key for section in navigation.of_site(STAFF, "/desk/people/7/") if section.is_current}
    assert marked == {"desk"}


def test_every_room_of_the_desk_leads_somewhere() -> None:
    assert [room.url_name for room in navigation._DESK if not navigation.where(room.url_name)] == []
