"""Everything that is known of a matter, for its page and for what is printed of it."""

from __future__ import annotations

from typing import Any

from lianyi.dated import today
from lianyi.matters import queries
from lianyi.matters.models import Feedback, Matter, Step
from lianyi.matters.naming import lasted, whose_hands
from lianyi.places.queries import addresses


def facts(matter: Matter) -> dict[str, Any]:
    clock = queries.clock(matter)
    steps = list(queries.course(matter, shown_only=False).prefetch_related(None))
    kinds = {step.kind for step in steps}
    trips = list(matter.trips.all())
    said = list(matter.feedback.all()) if Step.Kind.WORD in kinds else []
    satisfied = dict(Feedback.Satisfied.choices)
    place = addresses([matter.place_id]).get(matter.place_id, "") if matter.place_id else ""
    return {
        "today": today(),
        "asker": getattr(matter, "asker", None),
        "place": place or matter.community.name,
        "hands": whose_hands(matter),
        "days_late": (today() - matter.due_on).days if matter.state == Matter.State.OPEN else 0,
        "in_our_hands": lasted(clock.in_our_hands),
        "waiting": lasted(clock.waiting),
        "waiting_for_papers": lasted(clock.papers) if clock.papers else "",
        "steps": steps,
        "course": [(step, [trip for trip in trips if trip.step_id == step.pk]) for step in steps],
        "other_trips": [trip for trip in trips if trip.step_id is None],
        "trips": len(trips),
        "wasted": sum(trip.is_wasted for trip in trips),
        "hops": queries.hops(matter),
        "pictures": list(matter.pictures.defer("jpeg", "thumbnail")),
        "backers": list(matter.backers.all()),
        "joined": list(matter.joined.all()),
        "feedback": [(one, satisfied.get(one.satisfied, "")) for one in said],
        "crossed_to": matter.crossings.first() if Step.Kind.CROSSING in kinds else None,
    }
