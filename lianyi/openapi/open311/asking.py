"""What a client asked, from the address and from the body, as clean text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from lianyi.openapi.open311.faults import Fault

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
BROKEN = "\ufffd"  # what a decoder puts in place of bytes that are no UTF-8
BOM = "\ufeff"
LONGEST = 200  # characters of a usual field
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True)
class Asked:
    """The fields by name, each with the values that say something: an empty field counts as one that is missing."""

    fields: dict[str, list[str]]

    def text(self, name: str, *, most: int = LONGEST) -> str:
        """The first value of a field, "" without one. Raises Fault when it is longer than can be kept."""
        value = next(iter(self.fields.get(name, ())), "")
        if len(value) > most:
            raise Fault(_("%(name)s is too long: at most %(most)d characters.") % {"name": name, "most": most})
        return value

    def words(self, name: str, *, most: int) -> list[str]:
        """The values of a field that may be given several times, or several in one divided by commas."""
        found = [word.strip() for value in self.fields.get(name, ()) for word in value.split(",")]
        if len(found) > most:
            raise Fault(_("%(name)s: at most %(most)d at once.") % {"name": name, "most": most})
        return list(dict.fromkeys(word for word in found if word))


def asked_in_address(request: HttpRequest) -> Asked:
    return Asked(_cleaned(request.GET.lists()))


def asked_in_body(request: HttpRequest) -> Asked:
    """What was sent as a form, of either kind; what is missing there may stand in the address."""
    _require_form(request)
    try:
        if request.content_type == URLENCODED:
            request.body.decode("utf-8")
        sent = list(request.POST.lists())
    except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent) as fault:
        raise Fault(_("This is too much at once."), HTTPStatus.REQUEST_ENTITY_TOO_LARGE) from fault
    except (UnicodeDecodeError, BadRequest) as fault:
        raise _no_utf8() from fault
    except (MultiPartParserError, SuspiciousOperation, UnreadablePostError) as fault:
        raise Fault(_("What was sent did not arrive whole. Please send it again.")) from fault
    return Asked({**_cleaned(request.GET.lists()), **_cleaned(sent)})


def _require_form(request: HttpRequest) -> None:
    has_nothing = not request.content_type and not int(request.META.get("CONTENT_LENGTH") or 0)
    if request.content_type not in (URLENCODED, MULTIPART) and not has_nothing:
        words = {"first": URLENCODED, "second": MULTIPART}
        raise Fault(_("Please send a form, as %(first)s or %(second)s.") % words, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    charset = (request.content_params or {}).get("charset", "utf-8")
    try:
        is_utf8 = codecs.lookup(charset).name == "utf-8"
    except LookupError:
        is_utf8 = False
    if not is_utf8:
        raise _no_utf8()
    request.encoding = "utf-8"  # however it was spelt


def _cleaned(lists: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, values in lists:
        if BROKEN in name or any(BROKEN in value for value in values):
            raise _no_utf8()
        told = [text for value in values if (text := clean(value))]
        if told:
            found.setdefault(name.lstrip(BOM), []).extend(told)
    return found


def clean(text: str) -> str:
    """A text without what cannot be stored or shown, its lines ending as everywhere here."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").lstrip(BOM)).strip()


def _no_utf8() -> Fault:
    return Fault(_("This is not UTF-8. Please send all text as UTF-8."))
