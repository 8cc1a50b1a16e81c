"""Why somebody is where they are, in sentences that hold. The engine says what stood against it, here are the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.engines.formation import Level, Unplaced
from lianyi.engines.formation.explain import Explainer, Explanation, Reason, Why
from lianyi.groups.figures import NO_FORM, NO_WISH, shown_level
from lianyi.groups.models import Draft, Placement
from lianyi.groups.queries.drafts import rows_by_serial
from lianyi.groups.stored import result_of
from lianyi.groups.wording import effect_text, level_name
from lianyi.organisations.queries.bonds import bond_name


@dataclass(frozen=True)
class Told:
    """What somebody got, and for each better choice why not. `changes`: what would place somebody without a group."""

    got: str
    why_not: list[str]
    changes: list[str]


class Teller:
    """Tells the reasons of one draft; the engine's network is built once for all its people."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.result = result_of(draft)
        self.explainer = Explainer(self.result.arrays, self.result)
        self.names = {str(number): name for number, name in draft.formation.proposed.values_list("number", "name")}
        self.rows = rows_by_serial(draft)
        self.lost = {lost.member: lost for lost in self.result.unplaced}

    def tell(self, placement: Placement, *, by_hand: bool = True) -> Told:
        """The sentences about one placement."""
        serial = placement.form.serial
        explanation = self.explainer.member(str(serial))
        row = self.rows[serial]
        _serial, _wishes, fallback, _any, answered = row
        got = _got(shown_level(row, explanation.level), explanation, has_fallback=fallback is not None)
        lost = self.lost.get(str(serial))
        why_not = [_("The community office chose this place by hand.")] if placement.is_moved and by_hand else []
        if answered:
            why_not += [self._reason(reason, explanation) for reason in explanation.reasons]
        if lost is None:
            return Told(got, why_not, [])
        reason, changes = unplaced_text(lost, self.names)
        return Told(got, [*why_not, reason], changes)

    def _reason(self, reason: Reason, explanation: Explanation) -> str:
        code = _variant(reason, explanation, self.draft)
        params = {key: value for key, value in reason.params.items() if key != "effect"}
        why = str(WHY[code]) % {
            **params,
            "bond": bond_name(params.get("bond", "")),
            "effect": effect_text(reason.params.get("effect", {})),
            "seed": self.draft.seed,
            "own": self.names.get(explanation.group, ""),
        }
        wish = level_name(reason.level)
        return _("%(wish)s, “%(group)s”: %(why)s") % {
            "wish": wish[:1].upper() + wish[1:],
            "group": self.names.get(reason.group, reason.group),
            "why": why,
        }


def _variant(reason: Reason, explanation: Explanation, draft: Draft) -> str:
    """The code, or its form for a draft that is not proven best, or for somebody without a group."""
    if reason.why is Why.WOULD_IMPROVE:
        return "would_improve_by_hand" if draft.is_edited else "would_improve_gap"
    if reason.why is Why.CLOSED_FOR_THE_WHOLE and draft.status != "optimal":
        return "closed_unproven"
    if reason.why is Why.HOLDS_MINIMUM and not explanation.group:
        return "nobody_could_leave"
    return str(reason.why)


WHY = {
    "full": gettext_lazy("opened with %(size)s of %(maximum)s, and all %(size)s had ranked it at least as high."),
    "would_cost": gettext_lazy(
        "opened with %(size)s of %(maximum)s. Making room there would have meant for all together: %(effect)s."
    ),
    "tie_draw": gettext_lazy(
        "opened with %(size)s of %(maximum)s. Several people had the same right to these places; the published draw"
        " (number %(seed)s) decided."
    ),
    "holds_minimum": gettext_lazy("without this person “%(own)s” would have had too few people to open."),
    "nobody_could_leave": gettext_lazy(
        "opened with %(size)s of %(maximum)s, and nobody in it could have gone elsewhere without breaking a limit."
    ),
    "keeps_previous": gettext_lazy(
        "the groups stood already, and as few people as possible were to change. This place would have meant"
        " %(amount)s more changes."
    ),
    "not_enough": gettext_lazy("did not open: %(named)s named it, %(minimum)s are needed."),
    "bond_limit": gettext_lazy(
        "did not open: only %(wanted)s of the bond “%(bond)s” could open. %(named)s had named it,"
        " %(named_first)s of them first."
    ),
    "closed_for_the_whole": gettext_lazy(
        "did not open, although %(named)s named it: with it, all together would have got less of what they wished."
    ),
    "closed_unproven": gettext_lazy(
        "did not open, although %(named)s named it: no arrangement with it was found that is better for all together."
    ),
    "closed_by_organiser": gettext_lazy("the community office decided that it does not open this time."),
    "frozen": gettext_lazy("it kept exactly the people it had; nobody could enter it this time."),
    "locked": gettext_lazy("the community office had fixed this place by hand."),
    "would_improve_by_hand": gettext_lazy(
        "people were moved by hand after the calculation, so a place there may be possible. Please ask."
    ),
    "would_improve_gap": gettext_lazy(
        "the search for the best arrangement was stopped before its end, so a place there may be possible. Please ask."
    ),
}

UNPLACED = {
    "names_no_group": gettext_lazy("The form names no group that could be given, and accepts no other."),
    "all_closed": gettext_lazy("None of the groups on the form opened, and it accepts no other."),
    "all_full": gettext_lazy("The groups on the form that opened are full, and it accepts no other."),
    "no_places": gettext_lazy("Any group would do, but all groups that opened are full."),
}

CHANGES = {
    "accept_any": gettext_lazy("It would be enough to accept another group: there is room."),
    "add_wish": gettext_lazy("It would be enough to wish for “%(group)s” as well: there is room."),
    "one_more_place": gettext_lazy("It would be enough to have one more place in “%(group)s”."),
    "open_more": gettext_lazy("One more group would have to open."),
}


def unplaced_text(lost: Unplaced, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """Why somebody has no group, and what alone would change that, smallest change first."""
    changes = [str(CHANGES[change.code]) % {"group": names.get(change.group, "")} for change in lost.changes]
    return str(UNPLACED[lost.reason]), changes


def _got(level: int, explanation: Explanation, *, has_fallback: bool) -> str:
    if level == NO_FORM and explanation.level == Level.FALLBACK:
        return _("No form came in, so it is the group of the home.")
    if level == NO_FORM and explanation.group and has_fallback:
        return _(
            "No form came in. The group of the home did not work out this time, so it is another group that had room."
        )
    if level == NO_FORM and explanation.group:
        return _("No form came in, so it is a group where there was room.")
    if explanation.level == Level.UNPLACED:
        return _("There is no group yet.")
    if level == NO_WISH and explanation.level == Level.FALLBACK:
        return _("The form names no particular wish, so it is the group of the home.")
    if level == NO_WISH:
        return _("The form names no particular wish and accepts any group; this one had room.")
    if explanation.level == Level.FALLBACK:
        return _("None of the wishes could be met, so it is the group of the home.")
    if explanation.level == Level.ANY:
        return _("None of the wishes could be met; the form accepts any other group.")
    return _("This is the %(wish)s on the form.") % {"wish": level_name(explanation.level)}


def group_notes(draft: Draft) -> dict[int, list[str]]:
    """For the organiser: how often each group was wished for, whether a limit binds, what one more place would gain.

    What would be gained is told of an optimum only. After a move by hand part of it could be had with the limits as
    they are, by moving back, and nothing would say which part.
    """
    stored: dict[str, dict[str, Any]] = draft.summary.get("groups", {})
    lists = [row[1] for row in draft.asked["members"]]
    named = Counter(number for wishes in lists for number in wishes)
    first = Counter(wishes[0] for wishes in lists if wishes)
    return {
        int(number): [
            *_notes(facts, named[int(number)], first[int(number)]),
            *([] if draft.is_edited else _gains(facts)),
        ]
        for number, facts in stored.items()
    }


def _notes(facts: Mapping[str, Any], named: int, first: int) -> list[str]:
    """`named` and `first` count wishes only: a group that merely is that of somebody's home was not named."""
    notes = [_("Named by %(named)s, first by %(first)s.") % {"named": named, "first": first}]
    if facts["state"] == "full":
        notes.append(_("Full."))
    if facts["state"] == "at_minimum":
        notes.append(_("Just enough people to open."))
    return notes


def _gains(facts: Mapping[str, Any]) -> list[str]:
    notes = []
    if facts["one_more"]:
        notes.append(_("One more place would mean: %(effect)s.") % {"effect": effect_text(facts["one_more"])})
    if facts["one_less"]:
        notes.append(_("If one person fewer were enough: %(effect)s.") % {"effect": effect_text(facts["one_less"])})
    return notes
