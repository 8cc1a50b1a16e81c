"""What was found in a file or on the streets, in the reader's words, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# What to do, where the text of the finding does not say so itself.
ADVICE: dict[str, str | Promise] = {
    "swapped_columns": _("Exchange the headings of the two columns and bring the file in again."),
    "looks_swapped": _("Exchange the headings of the two columns and bring the file in again."),
    "fits_other_system": _("Throw the file away and bring it in again with the other coordinate system."),
    "far_from_streets": _("Compare these rows with a map. They are taken, but nobody walks there."),
    "homes_on_islands": _("Look whether a path is missing in the street network; OpenStreetMap can be corrected."),
    "islands": _("Usually harmless. Where homes lie on an island, a path is missing in the street network."),
    "duplicate_id": _("Give each row a number of its own; only the first was used."),
    "empty_id": _("Give the row a number."),
    "no_coordinates": _("Look the place up on a map and enter its coordinates."),
    "bad_coordinates": _("Enter degrees such as 121.4737, one number in each cell."),
    "out_of_range": _("Enter longitude and latitude in degrees, not in metres."),
    "coarse_coordinates": _("Use at least five decimals: one is ten kilometres, five are a metre."),
    "empty_category": _("Say in the column of the kind what can be had there."),
    "residents_not_a_number": _("Enter a whole number of people."),
    "residents_negative": _("Enter a whole number of people."),
    "residents_too_many": _("Enter a whole number of people."),
    "missing_nodes": _("Usually harmless: the extract ends there. Choose a larger extract if homes lie near."),
}


def told(found: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """For pages: the severity, the sentence, and what to do; what is wrong first."""
    from lianyi.streets import Finding, Severity, message

    language = get_language() or "en"
    rows = [
        Finding(one["code"], Severity(one["severity"]), one["params"], tuple(one["rows"]), one["count"])
        for one in found
    ]
    rows.sort(key=lambda one: list(Severity).index(one.severity))
    return [
        {"severity": str(one.severity), "text": message(one, language), "advice": ADVICE.get(one.code, "")}
        for one in rows
    ]


def problem(stored: Mapping[str, Any]) -> str:
    """Why a file cannot be used at all."""
    from lianyi.streets import UnusableFile, message

    return message(UnusableFile(stored["code"], **stored["params"]), get_language() or "en")
