"""GET servicerequestupdates, mySociety's extension: what happened to requests.

https://github.com/mysociety/fixmystreet/wiki/Open311-FMS---Proposed-differences-to-Open311
"""

from __future__ import annotations

from lianyi.matters import numbers
from lianyi.matters.models import Matter
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.documents import Document, Value
from lianyi.openapi.open311.listing import numbers_asked
from lianyi.openapi.open311.moments import said
from lianyi.openapi.open311.rows import CLOSED, OPEN, step_told
from lianyi.openapi.open311.windows import page_of, window_of
from lianyi.openapi.queries.cases import cases_of
from lianyi.openapi.queries.courses import Happened, Names, Period, happened, matters_of, names_in
from lianyi.places.models import Place

ROOT = "service_request_updates"


def update_list(asked: Asked, key: ApiKey | None, community: Place | None) -> Document:
    """The latest of a time, each page in the order in which it happened: page 1 ends with the last of it."""
    window, (page, size) = window_of(asked), page_of(asked)
    named = numbers_asked(asked)
    keys = [pk for text in named if (pk := numbers.key_of(text)) is not None] if named else None
    period = Period(window.since, window.until, community, keys)
    found = happened(period, key=key, most=page * size)[(page - 1) * size :]
    matters = matters_of(found)
    own = cases_of(matters, key=key).own
    names = names_in([pk for pk in matters if pk not in own])
    rows: list[Value] = [_row(one, matters[one.matter_id], names, own) for one in reversed(found)]
    return Document(ROOT, rows)


def closing_id(matter: Matter) -> str:
    """The identifier of the closing of a matter; closed once more it has another one."""
    return f"{matter.pk}-closed-{int(matter.closed_at.timestamp())}" if matter.closed_at else ""


def _row(one: Happened, matter: Matter, names: Names, own: frozenset[int]) -> Value:
    is_over = matter.closed_at is not None and one.at >= matter.closed_at
    outcome = matter.get_outcome_display() or matter.get_state_display()
    told = step_told(one.step, names, is_own=matter.pk in own) if one.step else outcome
    return {
        "update_id": str(one.step.pk) if one.step else closing_id(matter),
        "service_request_id": numbers.shown(one.matter_id),
        "status": CLOSED if is_over else OPEN,
        "updated_datetime": said(one.at),
        "description": told,
        "media_url": None,
    }
