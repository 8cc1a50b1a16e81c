"""What the menus offer to whom: a page is offered to exactly the roles its view is open to."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise, lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from lianyi.accounts.gate import roles_of
from lianyi.journal.wording import in_our_words
from lianyi.scope import Actor, Role
from lianyi.wording import term

DESK_ROLES = (Role.STAFF, Role.COMMITTEE, Role.OFFICER, Role.SECRETARY, Role.TELLER, Role.DISTRICT, Role.ADMIN)
Words = str | Promise


@dataclass(frozen=True)
class Section:
    """An entry of a menu."""

    key: str
    title: str
    url: str
    icon: str = ""
    about: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class _Room:
    key: str
    title: Words
    url_name: str
    about: Words = ""
    icon: str = ""  # the key where it is empty


_term = lazy(term, str)

_PUBLIC = (
    _Room("home", _("Front page"), "shell:home"),
    _Room("finder", _("Whom do I ask?"), "finder:search"),
    _Room("raise", _("Raise a matter"), "matters:raise"),
    _Room("papers_map", _("Papers and ways"), "papers_map:start"),
    _Room("circle_public", _("What is near"), "circle:nearest"),
    _Room("rules", _("Rules"), "shell:rules"),
    _Room("desk", _("Desk"), "shell:desk"),
    _Room("mine", _("Mine"), "people:mine"),
)
_FRONT = (
    _Room("raise", _("Raise a matter"), "matters:raise", _("One line will do. You get a code to follow it."), "edit"),
    _Room("follow", _("How is my matter?"), "matters:enter_code", _("With the code on your receipt"), "eye"),
    _Room(
        "papers_map",
        _("Papers and ways"),
        "papers_map:start",
        _("Which papers, in which order, with the fewest trips"),
        "form",
    ),
    _Room("near", _("What is near"), "circle:nearest", _("Services on foot from your door"), "pin"),
    _Room("public", _("What neighbours raised"), "matters:public_list", _("And what was done about it"), "people"),
)
_DESK = (
    _Room("matters", _("Matters"), "matters:list", _("What was raised, who carries it, how it ends"), "check"),
    _Room("rates", _("Three rates"), "matters:rates", _("How matters fare, never by worker"), "coverage"),
    _Room("papers_map", _("Map of papers"), "papers_map:list", _("Which certificate where, and how"), "form"),
    _Room("people", _("People"), "people:list", _("Who belongs to the community")),
    _Room("places", _("Places"), "places:list", _("Compounds, buildings, entrances and homes")),
    _Room("groups", _term("group", 2), "organisations:groups", _("Who meets with whom, where and when")),
    _Room("organisations", _("Organisations"), "organisations:list", _("Bodies, their lines and areas")),
    _Room(
        "responsibilities",
        _("Responsibilities"),
        "responsibilities:list",
        _("Who does what, and what is missing"),
        "search",
    ),
    _Room("reforms", _("Reforms"), "reforms:list", _("Bodies founded, merged, abolished"), "drag"),
    _Room("rosters", _("Excel in and out"), "rosters:list", _("Take in a roster, give one out")),
    _Room("formations", _("Forming groups"), "groups:formations", _("Wish forms, trial runs, publication")),
    _Room("papers", _("Document templates"), "papers:list", _("How printed papers look in Word"), "print"),
    _Room("elections", _("Elections"), "elections:elections", _("Notice, meeting, count, signed result"), "check"),
    _Room(
        "own_groups",
        in_our_words(_("My %(groups)s")),
        "organisations:own_groups",
        in_our_words(_("The %(groups)s you lead")),
        "groups",
    ),
    _Room("district", _("The district in figures"), "accounts:district", _("Totals, never persons"), "organisations"),
    _Room(
        "coverage",
        _("Coverage"),
        "board:coverage",
        in_our_words(_("Who has a %(group)s within reach, and who has not")),
    ),
    _Room("circle", _("Service circle"), "circle:index", _("What is within 15 minutes on foot"), "pin"),
    _Room("calendar", _("Working calendar"), "workdays:calendar", _("Which days count until something is due")),
    _Room("journal", _("Journal"), "journal:list", _("What was done, and who looked")),
    _Room("accounts", _("Accounts"), "accounts:list", _("Who may sign in, and as what"), "lock"),
    _Room("api_keys", _("Keys for programs"), "openapi:api_keys", _("Which programs may raise matters"), "lock"),
    _Room("bonds", _term("bond", 2), "organisations:bonds", _("What brings people together"), "interest"),
)


def of_site(actor: Actor, path: str) -> list[Section]:
    """Public pages, the desk for those who work, "mine" for residents."""
    return _offered(_PUBLIC, actor, path)


def of_front(actor: Actor) -> list[Section]:
    """What a resident comes for, beside asking whom to ask."""
    return _offered(_FRONT, actor, "")


def of_desk(actor: Actor) -> list[Section]:
    """The rooms of the desk this actor may enter."""
    return _offered(_DESK, actor, "")


def where(name: str) -> str:
    """The address of a page, "" while no app offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _offered(rooms: tuple[_Room, ...], actor: Actor, path: str) -> list[Section]:
    found = ((room, where(room.url_name)) for room in rooms)
    return [
        Section(
            room.key, capfirst(str(room.title)), url, room.icon or room.key, str(room.about), _is_current(url, path)
        )
        for room, url in found
        if url and _may_enter(actor, url)
    ]


def _may_enter(actor: Actor, url: str) -> bool:
    match = resolve(url)
    return actor.is_(*roles_of(match.func, match.url_name))


def _is_current(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
