"""Photographs as they come with a form: those that can be taken, and of the others why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lianyi.matters.uploads import skipped
from lianyi.photographs import MOST_BYTES, Fault, NotAPhotograph, Photograph, cleaned

FIELD = "pictures"
ACCEPTED = "image/jpeg,image/png,image/webp"  # said so, an iPhone sends its HEIC as JPEG


@dataclass(frozen=True)
class Pictures:
    """`refused` holds a sentence for each file that was not taken, with its name."""

    taken: tuple[Photograph, ...] = ()
    refused: tuple[str, ...] = ()


def pictures_of(request: HttpRequest, *, most: int, fields: Sequence[str] = (FIELD,)) -> Pictures:
    """Cleans what was sent in these fields, one after the other, at most so many."""
    taken: list[Photograph] = []
    refused = [_not_taken(name, NotAPhotograph(Fault.TOO_LARGE)) for name in skipped(request)]
    for file in (file for field in fields for file in request.FILES.getlist(field)):
        if len(taken) == most:
            words = {"name": _name(file.name), "count": most}
            refused.append(_("%(name)s was not taken: only %(count)d pictures are taken at once.") % words)
            continue
        try:
            taken.append(cleaned(file.read()))
        except NotAPhotograph as fault:
            refused.append(_not_taken(file.name or "", fault))
    return Pictures(tuple(taken), tuple(refused))


def _not_taken(name: str, fault: NotAPhotograph) -> str:
    words = {"name": _name(name), "kind": fault.kind, "megabytes": MOST_BYTES // (1024 * 1024)}
    texts = {
        Fault.TOO_LARGE: _("%(name)s was not taken: it is larger than %(megabytes)d MB, or there were too many."),
        Fault.NOT_A_PICTURE: _("%(name)s was not taken: it is no picture."),
        Fault.OTHER_KIND: _("%(name)s was not taken: it is %(kind)s. Please send JPEG, PNG or WebP."),
        Fault.TOO_MANY_PIXELS: _("%(name)s was not taken: it has too many pixels. Please send a smaller one."),
        Fault.BROKEN: _("%(name)s was not taken: it is damaged or not complete."),
    }
    return texts[fault.code] % words


def _name(name: str | None) -> str:
    return (name or _("A file"))[:60]
