"""What the engine's codes say to people, in the language of whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from lianyi.engines.formation.problem import Level
from lianyi.groups.figures import NO_FORM, NO_WISH
from lianyi.groups.models import Draft
from lianyi.organisations.queries.bonds import bond_name, bonds
from lianyi.wording import term

_RANKS = {
    1: gettext_lazy("first wish"),
    2: gettext_lazy("second wish"),
    3: gettext_lazy("third wish"),
    4: gettext_lazy("fourth wish"),
    5: gettext_lazy("fifth wish"),
}
_LEVELS = {
    NO_FORM: gettext_lazy("no form came in"),
    NO_WISH: gettext_lazy("no particular wish"),
    int(Level.FALLBACK): gettext_lazy("group of the home"),
    int(Level.ANY): gettext_lazy("another group"),
    int(Level.UNPLACED): gettext_lazy("no group"),
}
LOCKS = {
    "": gettext_lazy("free"),
    "open": gettext_lazy("must open"),
    "closed": gettext_lazy("must not open"),
    "frozen": gettext_lazy("keeps exactly these people"),
}


def level_name(level: int) -> str:
    """ "first wish", "group of the home", ..."""
    if level in _LEVELS:
        return str(_LEVELS[level])
    return str(_RANKS[level]) if level in _RANKS else _("wish no. %(rank)s") % {"rank": level}


def lock_name(lock: str) -> str:
    return str(LOCKS[lock])


def issue_text(issue: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A problem of the input or of a draft as a sentence. `issue` is {"code", "params"}; `names` are the groups'."""
    template = _ISSUES.get(issue["code"])
    if template is None:
        return _("The run could not be started (%(code)s).") % {"code": issue["code"]}
    params = {key: _said(key, value, names) for key, value in issue["params"].items()}
    return str(template) % (params | {"groups_word": term("group", 2), "members_word": term("member", 2)})


def _said(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key == "group":
        return named(str(value), names)
    return bond_name(value) if key == "bond" else value


def named(number: str, names: Mapping[str, str]) -> str:
    """A group as people refer to it: its number on the form, and its name."""
    return f"{number} {names[number]}" if number in names else number


_ISSUES = {
    "no_members": gettext_lazy("Nobody is to be placed: no form has come in, or everybody declined."),
    "no_groups": gettext_lazy("No %(groups_word)s have been proposed yet."),
    "no_wishes_at_all": gettext_lazy("None of the %(members)s forms names a wish."),
    "member_accepts_nothing": gettext_lazy("Form %(member)s names no wish and accepts no other group."),
    "unknown_group": gettext_lazy("Form %(member)s names group %(group)s, which is not proposed."),
    "repeated_wish": gettext_lazy("Form %(member)s names %(group)s more than once."),
    "limits_not_positive": gettext_lazy("%(group)s: the sizes %(minimum)s to %(maximum)s are not possible."),
    "minimum_above_maximum": gettext_lazy(
        "%(group)s: the smallest size, %(minimum)s, is above the largest, %(maximum)s."
    ),
    "must_open_and_close": gettext_lazy("%(group)s is to open and not to open at the same time."),
    "frozen_without_previous": gettext_lazy("%(group)s cannot keep its people: there is no earlier draft."),
    "open_count_negative": gettext_lazy("Fewer than none of the bond “%(bond)s” cannot open."),
    "unknown_bond": gettext_lazy("%(wanted)s of the bond “%(bond)s” are to open, but none is proposed."),
    "too_few_proposed": gettext_lazy(
        "%(wanted)s of the bond “%(bond)s” are to open, but only %(proposed)s are proposed and may open."
    ),
    "too_many_must_open": gettext_lazy(
        "%(wanted)s of the bond “%(bond)s” are to open, but %(must_open)s are locked open."
    ),
    "locked_into_closed": gettext_lazy("%(group)s must not open, but %(locked)s people are locked in it."),
    "locked_above_maximum": gettext_lazy("%(locked)s people are locked in %(group)s, which takes %(maximum)s at most."),
    "frozen_empty_must_open": gettext_lazy("%(group)s is to keep its people, but it has none."),
    "frozen_outside_limits": gettext_lazy(
        "%(group)s keeps its %(locked)s people, outside its sizes of %(minimum)s to %(maximum)s."
    ),
    "locks_open_too_many": gettext_lazy(
        "%(wanted)s of the bond “%(bond)s” are to open, but people are locked in %(needed)s of them."
    ),
    "lock_against_frozen": gettext_lazy(
        "Form %(member)s is locked elsewhere, but %(group)s is to keep exactly its people."
    ),
    "more_minimum_places_than_members": gettext_lazy(
        "The %(groups_word)s that must open need at least %(places)s people together, but there are only %(members)s."
        " Lower the smallest sizes, or open fewer."
    ),
    "fewer_members_than_any_minimum": gettext_lazy(
        "There are %(members)s people, but even the smallest of the proposed %(groups_word)s needs %(minimum)s."
    ),
    "too_few_places": gettext_lazy(
        "The proposed %(groups_word)s have %(places)s places together, fewer than there are people."
        " Some will have none."
    ),
    # after a move by hand
    "below_minimum": gettext_lazy("%(group)s has %(size)s people; it needs at least %(minimum)s."),
    "over_maximum": gettext_lazy("%(group)s has %(size)s people; it takes at most %(maximum)s."),
    "should_be_closed": gettext_lazy("%(group)s must not open, but has %(size)s people."),
    "should_be_open": gettext_lazy("%(group)s must open, but has nobody."),
    "wrong_open_count": gettext_lazy("%(open)s of the bond “%(bond)s” open; %(wanted)s are wanted."),
    "not_accepted": gettext_lazy("Form %(member)s accepts only its own wishes, and %(group)s is none of them."),
    "lock_broken": gettext_lazy("Form %(member)s is locked in %(group)s."),
}


def came_in_text(count: int) -> str:
    return ngettext(
        "%(count)s form came in or changed since this trial run.",
        "%(count)s forms came in or changed since this trial run.",
        count,
    ) % {"count": count}


def status(draft: Draft) -> tuple[str, str]:
    """How a draft stands, and the tone of its badge."""
    if draft.state == Draft.State.COMPUTING:
        return _("computing"), ""
    if draft.state == Draft.State.FAILED or not draft.summary:
        return _("no result"), "error"
    if not draft.status:
        return _("edited by hand"), ""
    if draft.status == "optimal":
        return _("proven optimal"), "success"
    return _("proven gap: %(gap)s") % {"gap": gap_text(draft.certificate["gap"])}, "warning"


def gap_text(gap: Mapping[str, Any]) -> str:
    """What is not proven: by how much the first unproven part of the aim might still be better."""
    sort, level = component(gap["component"])
    texts = {
        "more": _("at most %(count)s more people with “%(level)s”"),
        "fewer": _("at most %(count)s fewer people with “%(level)s”"),
        "unplaced": _("at most %(count)s fewer people without a group"),
        "changes": _("at most %(count)s fewer changes"),
        "total": _("the sum of ranks at most %(count)s smaller"),
    }
    return texts[sort] % {"count": abs(gap["value"] - gap["bound"]), "level": level}


def component(name: str) -> tuple[str, str]:
    """A part of the engine's aim ("-level:1", "level:101", "total", ...) as its sort and the level in words."""
    plain = name.removeprefix("-")
    if plain.startswith("level:"):
        return ("more" if name.startswith("-") else "fewer"), level_name(int(plain.removeprefix("level:")))
    return plain, ""


def opened_text(opened: Mapping[str, int]) -> str:
    """How many of each bond: "interest 9, trade 4, residence 2"."""
    known = [bond.code for bond in bonds()]
    order = sorted(opened, key=lambda code: known.index(code) if code in known else len(known))
    return pgettext("between clauses", ", ").join(f"{bond_name(code)} {opened[code]}" for code in order)


def effect_text(effect: Mapping[str, int]) -> str:
    """A change of the counts for all together: "first wish +1, third wish −1"."""
    named_ones = {"total": _("sum of ranks"), "changes": _("places changed"), "unplaced": _("no group")}
    parts = [
        f"{named_ones[key] if key in named_ones else level_name(int(key))} {'+' if count > 0 else '−'}{abs(count)}"
        for key, count in sorted(effect.items(), key=lambda pair: (pair[0].isalpha(), pair[0].zfill(4)))
    ]
    return pgettext("between clauses", ", ").join(parts)
