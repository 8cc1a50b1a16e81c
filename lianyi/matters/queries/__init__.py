"""The one door to matters."""

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
    "clock",
    "course",
    "desk_list",
    "hops",
    "lain_still",
    "matter",
    "matter_by_number",
    "overdue",
    "public_matter",
    "search",
    "seen_by",
    "similar",
    "waiting_for_word",
]
