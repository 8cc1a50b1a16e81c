"""The further questions of a service definition, the same for each service, and what is made of the answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.matters.models import Matter
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.documents import Value
from lianyi.openapi.open311.faults import Fault
from lianyi.openapi.open311.moments import moment_of, said

KIND, PUBLIC = "KIND", "PUBLIC"
MOST_OTHERS = 20  # answers to questions that we did not ask
LONGEST_STRING, LONGEST_TEXT = 200, 1000
_FIELD = re.compile(r"attribute\[([^\[\]]{1,64})\](?:\[\])?")


@dataclass(frozen=True)
class Attribute:
    """A question. `values` are the answers there are, by key, of the two kinds of lists. None has to be answered."""

    code: str
    datatype: str
    question: str | Promise
    hint: str | Promise = ""
    values: tuple[tuple[str, str | Promise], ...] = ()

    def row(self, order: int) -> dict[str, Value]:
        row: dict[str, Value] = {
            "variable": True,
            "code": self.code,
            "datatype": self.datatype,
            "required": False,
            "datatype_description": str(self.hint) or None,
            "order": order,
            "description": str(self.question),
        }
        if self.values:
            row["values"] = [{"key": key, "name": str(name)} for key, name in self.values]
        return row


ATTRIBUTES = (
    Attribute(
        KIND,
        "singlevaluelist",
        gettext_lazy("What kind of matter is it?"),
        values=tuple((kind.value, kind.label) for kind in Matter.Kind),
    ),
    Attribute("WHERE", "string", gettext_lazy("Where exactly is it?"), gettext_lazy("For example: beside the gate")),
    Attribute("SINCE", "datetime", gettext_lazy("Since when?"), gettext_lazy("Day and time, as ISO 8601")),
    Attribute("HOMES", "number", gettext_lazy("How many homes does it concern?"), gettext_lazy("A number")),
    Attribute("WISH", "text", gettext_lazy("What should be done?")),
    Attribute(
        "REACH",
        "multivaluelist",
        gettext_lazy("How would you like to be answered?"),
        values=(
            ("telephone", gettext_lazy("by telephone")),
            ("email", gettext_lazy("by e-mail")),
            ("visit", gettext_lazy("by a visit")),
        ),
    ),
    Attribute(
        PUBLIC,
        "singlevaluelist",
        gettext_lazy("May neighbours see what it is about, without your name?"),
        values=(("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))),
    ),
)


@dataclass(frozen=True)
class Answers:
    """`is_public` None: not said. `lines` are the other answers in words, for whoever reads the matter."""

    kind: str
    is_public: bool | None
    lines: list[str]


def answers_of(asked: Asked) -> Answers:
    """Reads `attribute[CODE]` and `attribute[CODE][]`. Answers to questions of others are kept as they are."""
    given = _given(asked)
    read = {one.code: _read(one, given.pop(one.code)) for one in ATTRIBUTES if one.code in given}
    if len(given) > MOST_OTHERS:
        raise Fault(
            _("Please send at most %(count)d attributes that are not in the definition.") % {"count": MOST_OTHERS}
        )
    in_words = [one for one in ATTRIBUTES if one.code in read and one.code not in (KIND, PUBLIC)]
    lines = [_line(one.question, [_shown(one, value) for value in read[one.code]]) for one in in_words]
    lines += [_line(code, values) for code, values in given.items()]
    public = read.get(PUBLIC)
    return Answers(read.get(KIND, [Matter.Kind.REPORT])[0], public == ["yes"] if public else None, lines)


def _given(asked: Asked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, values in asked.fields.items():
        if match := _FIELD.fullmatch(name):
            found.setdefault(match[1], []).extend(values)
    return found


def _read(attribute: Attribute, values: list[str]) -> list[str]:
    many = attribute.datatype == "multivaluelist"
    if len(values) > (len(attribute.values) if many else 1):
        raise Fault(_("attribute[%(code)s] has too many values.") % {"code": attribute.code})
    return [_READERS[attribute.datatype](attribute, value) for value in values]


def _one_of(attribute: Attribute, value: str) -> str:
    keys = [key for key, _name in attribute.values]
    if value not in keys:
        words = {"code": attribute.code, "value": value[:40], "keys": ", ".join(keys)}
        raise Fault(_("attribute[%(code)s] cannot be “%(value)s”, only one of: %(keys)s") % words)
    return value


def _number(attribute: Attribute, value: str) -> str:
    try:
        number = Decimal(value) if value.isascii() and len(value) <= 40 else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Fault(_("attribute[%(code)s] is a number.") % {"code": attribute.code})
    return value


def _moment(attribute: Attribute, value: str) -> str:
    return said(moment_of(f"attribute[{attribute.code}]", value))


def _text(attribute: Attribute, value: str) -> str:
    most = LONGEST_TEXT if attribute.datatype == "text" else LONGEST_STRING
    if len(value) > most:
        words = {"name": f"attribute[{attribute.code}]", "most": most}
        raise Fault(_("%(name)s is too long: at most %(most)d characters.") % words)
    return value


_READERS: dict[str, Callable[[Attribute, str], str]] = {
    "singlevaluelist": _one_of,
    "multivaluelist": _one_of,
    "number": _number,
    "datetime": _moment,
    "string": _text,
    "text": _text,
}


def _shown(attribute: Attribute, value: str) -> str:
    return str(dict(attribute.values).get(value, value))


def _line(question: str | Promise, values: list[str]) -> str:
    return f"{question}{_(': ')}{_(', ').join(values)}"
