"""Finds the texts to translate in Python files and templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

LEFT_OUT = {"tests", "migrations", "locale", "static", "__pycache__"}
TEMPLATES = {".html", ".txt", ".svg"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


class Text(NamedTuple):
    """A text to translate: "" as context means none, "" as plural means it has one form only."""

    context: str
    singular: str
    plural: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.singular


def texts_in(files: Iterable[Path]) -> list[Text]:
    """Every text once, sorted. One that is used with and without a plural is kept with it."""
    found: dict[tuple[str, str], Text] = {}
    for file in files:
        for text in _texts_of(file):
            if text.key not in found or text.plural:
                found[text.key] = text
    return [found[key] for key in sorted(found)]


def sources_under(folder: Path) -> Iterator[Path]:
    """The files of an app that may hold texts."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if LEFT_OUT.isdisjoint(inside.parts) and (
            path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in inside.parts)
        ):
            yield path


def _texts_of(file: Path) -> Iterator[Text]:
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        # Django's own translator of templates keeps their indentation, over which Python's tokenizer stumbles.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(file)).splitlines())
    for _line, messages, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        forms = (messages,) if isinstance(messages, str) else tuple(messages)
        if forms[0]:
            yield Text(context or "", forms[0], forms[1] if len(forms) > 1 else "")
