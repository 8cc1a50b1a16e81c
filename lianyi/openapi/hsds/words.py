"""The sentences in a catalogue, in the language that is active (`lianyi.openapi.language.site_language`)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject


def about_body(body: Organisation, areas: Sequence[Place]) -> str:
    """What a body is and for whom: HSDS asks for a description of each."""
    if not areas:
        return body.get_kind_display()
    names = _(", ").join(area.name for area in areas)
    return _("%(kind)s for %(areas)s") % {"kind": body.get_kind_display(), "areas": names}


def about_subject(subject: Subject) -> str:
    """The answer in one sentence, in each language that it is given in."""
    return "\n\n".join(text for text in (subject.answer, subject.answer_en) if text)


def documents(subject: Subject) -> list[str]:
    """What to bring, each thing in both languages where they list the same number of things."""
    chinese, english = _lines(subject.bring), _lines(subject.bring_en)
    if len(chinese) == len(english):
        return [f"{one} / {other}" for one, other in zip(chinese, english, strict=True)]
    return chinese or english


def step_free() -> str:
    return _("can be reached without steps")


def closed_on_holidays() -> str:
    return _("closed on public holidays")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
