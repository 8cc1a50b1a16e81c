"""Services: the subjects that people ask for, and one for everything else."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.attributes import ATTRIBUTES
from lianyi.openapi.open311.documents import Document, Value
from lianyi.openapi.open311.faults import Fault, missing
from lianyi.organisations.models.naming import split_names
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import subjects

OTHER = "other"
CODE_PATTERN = "s[1-9][0-9]*|other"


def service_list() -> Document:
    rows: list[Value] = [_service(one) for one in subjects(on=today())]
    return Document("services", [*rows, _service(None)])


def definition(code: str) -> Document:
    """The questions of a service. What to bring stands there as a line that asks for nothing."""
    subject = subject_of(code)
    rows: list[Value] = [one.row(order) for order, one in enumerate(ATTRIBUTES, 1)]
    if subject and subject.shown_bring:
        rows.append(_to_bring(subject.shown_bring, len(rows) + 1))
    return Document("service_definition", {"service_code": code_of(subject), "attributes": rows})


def subject_of(code: str) -> Subject | None:
    """The subject that a code means today, None for everything else. Raises Fault for a code that is none."""
    if code == OTHER:
        return None
    key = key_of(code)
    found = Subject.objects.on(today()).filter(pk=key).first() if key else None
    if found is None:
        raise missing(_("There is no service_code “%(code)s” here.") % {"code": code[:40]})
    return found


def service_meant(asked: Asked) -> Subject | None:
    """The subject a request is about. Raises Fault when it does not say."""
    code = asked.text("service_code")
    if not code:
        raise Fault(_("Please say which service it is about: service_code."))
    return subject_of(code)


def code_of(subject: Subject | None) -> str:
    return f"s{subject.pk}" if subject else OTHER


def key_of(code: str) -> int | None:
    """The key of a subject, today's or an earlier one's; None when the code is none."""
    return int(code[1:]) if code != OTHER and len(code) < 18 and re.fullmatch(CODE_PATTERN, code) else None


def name_of(subject: Subject | None) -> str:
    return subject.shown_name if subject else _("Something else")


def _service(subject: Subject | None) -> Value:
    other = _("The office of the community looks at it and finds who is responsible.")
    words = [name for name in (subject.name_en, *split_names(subject.asked_as)) if name] if subject else []
    return {
        "service_code": code_of(subject),
        "service_name": name_of(subject),
        "description": (subject.shown_answer if subject else other) or None,
        "metadata": True,
        "type": "realtime",
        "keywords": ", ".join(words) or None,
        "group": None,
    }


def _to_bring(things: list[str], order: int) -> Value:
    return {
        "variable": False,
        "code": "BRING",
        "datatype": "text",
        "required": False,
        "datatype_description": None,
        "order": order,
        "description": _("What to bring") + _(": ") + _(", ").join(things),
    }
