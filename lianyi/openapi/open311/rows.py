"""A matter as a service request: its service, where it stands, and what is public of it; never who raised it."""

from __future__ import annotations

from lianyi.matters.models import Matter, Step
from lianyi.matters.queries.showing import IN_PUBLIC
from lianyi.matters.sentence import holder
from lianyi.openapi.open311.documents import Value
from lianyi.openapi.open311.moments import end_of, said
from lianyi.openapi.open311.services import code_of, name_of
from lianyi.openapi.queries.addresses import public_places
from lianyi.openapi.queries.cases import Cases
from lianyi.openapi.queries.courses import Names, last_steps, names_in
from lianyi.places.models import Place

OPEN, CLOSED = "open", "closed"


def rows_of(cases: Cases) -> list[Value]:
    keys = [one.pk for one in cases.rows]
    steps, names = last_steps(keys, cases.own), names_in([pk for pk in keys if pk not in cases.own])
    ways = public_places(one.place or one.community for one in cases.rows)
    rows: list[Value] = []
    for one in cases.rows:
        step, way = steps.get(one.pk), ways[(one.place or one.community).pk]
        note = step_told(step, names, is_own=one.pk in cases.own) if step else ""
        rows.append(_row(one, step, note, way) | {"description": _description(one, names)})
    return rows


def status_of(matter: Matter) -> str:
    return CLOSED if matter.is_over else OPEN


def step_told(step: Step, names: Names, *, is_own: bool) -> str:
    """What a step was. For others than the sender its words only where they are about the thing, without names."""
    where = step.office or (step.organisation.name if step.organisation else "")
    words = step.text if is_own or IN_PUBLIC.get(Step.Kind(step.kind)) else ""
    told = " · ".join(part for part in (step.get_kind_display(), where, words) if part)
    return told if is_own else names.left_out(step.matter_id, told)


def _description(matter: Matter, names: Names) -> str:
    return names.left_out(matter.pk, matter.topic) if matter.is_public else name_of(matter.subject)


def _row(matter: Matter, step: Step | None, note: str, way: list[Place]) -> dict[str, Value]:
    moved = max(matter.opened_at, step.at) if step else matter.opened_at
    notes = [matter.get_outcome_display() if matter.outcome else "", note]
    return {
        "service_request_id": matter.number,
        "status": status_of(matter),
        "status_notes": " · ".join(note for note in notes if note) or None,
        "service_name": name_of(matter.subject),
        "service_code": code_of(matter.subject),
        "description": None,
        "agency_responsible": holder(matter, matter.body),
        "service_notice": None,
        "requested_datetime": said(matter.opened_at),
        "updated_datetime": said(matter.closed_at or moved),
        "expected_datetime": None if matter.is_over else said(end_of(matter.due_on)),
        "address": " ".join(place.name for place in way) or None,
        "address_id": f"p{way[-1].pk}" if way else None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }
