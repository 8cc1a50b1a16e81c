"""GET requests, GET requests/ID, and GET tokens/TOKEN."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from lianyi.matters import numbers
from lianyi.matters.models import Matter
from lianyi.openapi.models import ApiKey
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.documents import Document, Value
from lianyi.openapi.open311.faults import Fault, missing
from lianyi.openapi.open311.rows import CLOSED, OPEN, rows_of
from lianyi.openapi.open311.services import OTHER, key_of
from lianyi.openapi.open311.windows import MOST_ROWS, page_of, window_of
from lianyi.openapi.queries.cases import Wanted, cases, cases_of, own_cases_named
from lianyi.places.models import Place

MOST_CODES, MOST_STATES = 100, 10
NUMBER_ASKED = "[0-9A-Za-z_-]{0,20}"
_NUMBER = re.compile(NUMBER_ASKED)
STATES = {OPEN: (Matter.State.OPEN, Matter.State.ANSWERED), CLOSED: (Matter.State.CLOSED,)}


def request_list(asked: Asked, key: ApiKey | None, community: Place | None) -> Document:
    """Numbers override everything else, as the specification says; what cannot be seen is not in the list."""
    named = numbers_asked(asked)
    window, (page, size) = window_of(asked, is_free=bool(named)), page_of(asked)
    wanted = Wanted(window.since, window.until, community, _subject_ids(asked), _states(asked))
    if named:
        return _document(rows_of(cases_of(_keys(named), key=key)))
    return _document(rows_of(cases(wanted, key=key, page=page, size=size)))


def numbers_asked(asked: Asked) -> list[str]:
    """The numbers of requests that are asked for. Raises Fault for what no server would call one."""
    found = asked.words("service_request_id", most=MOST_ROWS)
    for text in found:
        if not _NUMBER.fullmatch(text):
            raise Fault(_("“%(text)s” is no service_request_id.") % {"text": text[:40]})
    return found


def one_request(number: str, key: ApiKey | None) -> Document:
    found = cases_of(_keys([number]), key=key)
    if not found.rows:
        raise missing(_("There is no service_request_id “%(id)s” here.") % {"id": number[:40]})
    return _document(rows_of(found))


def token(text: str, key: ApiKey | None) -> Document:
    """What was sent under a name of the sender's own; and a number is its own token, as it is answered at once."""
    named = own_cases_named(text, key=key) if key and len(text) <= 64 else []
    found = named or cases_of(_keys([text]), key=key).rows
    if not found:
        raise missing(_("There is no token “%(token)s” here.") % {"token": text[:40]})
    return _document([{"service_request_id": one.number, "token": text} for one in found])


def _document(rows: list[Value]) -> Document:
    return Document("service_requests", rows)


def _keys(typed: list[str]) -> list[int]:
    return [key for text in typed if (key := numbers.key_of(text)) is not None]


def _subject_ids(asked: Asked) -> tuple[int | None, ...] | None:
    """The subjects of these codes, those of earlier days too. Raises Fault for what is no code of ours."""
    codes = asked.words("service_code", most=MOST_CODES)
    found = {code: key_of(code) for code in codes}
    for code, key in found.items():
        if key is None and code != OTHER:
            raise missing(_("There is no service_code “%(code)s” here.") % {"code": code[:40]})
    return tuple(found.values()) if codes else None


def _states(asked: Asked) -> tuple[str, ...] | None:
    said = [word.lower() for word in asked.words("status", most=MOST_STATES)]
    if any(word not in STATES for word in said):
        raise Fault(_("status is open or closed."))
    return tuple(state for word in dict.fromkeys(said) for state in STATES[word]) or None
