"""What the menus offer to whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.scope import Actor, Role
from lianyi.wording import term

DESK_ROLES = (Role.STAFF, Role.SECRETARY, Role.TELLER, Role.DISTRICT, Role.ADMIN)


@dataclass(frozen=True)
class Section:
    """An entry of a menu."""

    key: str
    title: str
    url: str
    icon: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class _Room:
    key: str
    title: object  # a lazy string, or the key of a term when `is_term`
    url_name: str
    roles: tuple[Role, ...]
    is_term: bool = False


_ROOMS = (
    _Room("people", gettext_lazy("People"), "people:list", (Role.STAFF, Role.SECRETARY)),
    _Room("places", gettext_lazy("Places"), "places:list", (Role.STAFF,)),
    _Room("groups", "group", "groups:list", (Role.STAFF, Role.SECRETARY), is_term=True),
    _Room("organisations", gettext_lazy("Organisations"), "organisations:list", (Role.STAFF,)),
    _Room("rosters", gettext_lazy("Excel in and out"), "rosters:list", (Role.STAFF,)),
    _Room("formations", gettext_lazy("Forming groups"), "groups:formations", (Role.STAFF,)),
    _Room("coverage", gettext_lazy("Coverage"), "board:coverage", (Role.STAFF, Role.DISTRICT)),
    _Room("journal", gettext_lazy("Journal"), "journal:list", (Role.STAFF, Role.ADMIN)),
)


def of_site(actor: Actor, path: str) -> list[Section]:
    """Public pages, the desk for those who work, "mine" for residents."""
    wanted = [("home", _("Front page"), "shell:home"), ("rules", _("Rules"), "shell:rules")]
    if actor.is_(*DESK_ROLES):
        wanted.append(("desk", _("Desk"), "shell:desk"))
    if actor.is_(Role.RESIDENT):
        wanted.append(("mine", _("Mine"), "people:mine"))
    found = ((key, title, where(name)) for key, title, name in wanted)
    return [Section(key, title, url, key, _is_current(url, path)) for key, title, url in found if url]


def of_desk(actor: Actor) -> list[Section]:
    """The rooms of the desk this actor may enter."""
    rooms = ((room, where(room.url_name)) for room in _ROOMS if actor.is_(*room.roles))
    return [Section(room.key, _title(room), url, room.key) for room, url in rooms if url]


def _title(room: _Room) -> str:
    return term(str(room.title), 2) if room.is_term else str(room.title)


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def where(name: str) -> str:
    """The address of a page, "" while no app offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
