"""The one door to matters."""

from lianyi.matters.queries.bodies import (
    carried_by_bodies,
    help_of,
    helping_though_ended,
    known_to_bodies,
    received_since,
    stranded,
)
from lianyi.matters.queries.course import Clock, Held, clock, course, hops
from lianyi.matters.queries.lists import LISTS, Slice, desk_list, lain_still, overdue, waiting_for_word
from lianyi.matters.queries.opening import by_code, matter, matter_by_number, public_matter, seen_by
from lianyi.matters.queries.searching import search, similar

__all__ = [
    "LISTS",
    "Clock",
    "Held",
    "Slice",
    "by_code",
    "carried_by_bodies",
    "clock",
    "course",
    "desk_list",
    "help_of",
    "helping_though_ended",
    "hops",
    "known_to_bodies",
    "lain_still",
    "matter",
    "matter_by_number",
    "overdue",
    "public_matter",
    "received_since",
    "search",
    "seen_by",
    "similar",
    "stranded",
    "waiting_for_word",
]
