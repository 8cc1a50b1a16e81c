"""Catalogue files: one for each app, with its translations and nothing that changes from run to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from lianyi.shell.translation.extraction import Text

LOCALE = "zh_Hans"
HEADER = """\
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


@dataclass(frozen=True)
class Fault:
    """One thing that `translate --check` complains about. `kind` is missing, untranslated, obsolete or placeholders."""

    kind: str
    text: str


def path_in(app: Path) -> Path:
    """Where an app's catalogue lies."""
    return app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The catalogue as it stands; empty while there is none."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE, ignore_obsolete=True)


def renewed(old: Catalog, texts: Iterable[Text]) -> Catalog:
    """A catalogue of exactly these texts, with the translations that are known. Nothing is guessed."""
    new = Catalog(locale=LOCALE)
    for text in texts:
        known = old.get(text.singular, text.context or None)
        string = "" if known is None or known.fuzzy else _first(known)
        new.add(
            (text.singular, text.plural) if text.plural else text.singular,
            (string,) if text.plural else string,
            context=text.context or None,
        )
    return new


def write(path: Path, catalogue: Catalog) -> None:
    """Writes the .po file, the same bytes for the same content."""
    body = BytesIO()
    write_po(body, catalogue, width=120, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    content = HEADER + body.getvalue().decode().strip() + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def compile_mo(path: Path) -> None:
    """Writes the .mo file beside the .po file, for Django to read."""
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))


def faults(catalogue: Catalog, texts: Iterable[Text]) -> Iterator[Fault]:
    """What keeps a catalogue from being a complete translation of the texts."""
    wanted = {text.key: text for text in texts}
    present = {(message.context or "", _singular(message)): message for message in catalogue if message.id}
    for key, text in wanted.items():
        if key not in present:
            yield Fault("missing", text.singular)
        elif present[key].fuzzy or not _first(present[key]):
            yield Fault("untranslated", text.singular)
    for key, message in present.items():
        if key not in wanted:
            yield Fault("obsolete", key[1])
        elif _first(message) and list(message.check(catalogue)):
            yield Fault("placeholders", key[1])


def conflicts(catalogues: Mapping[str, Catalog]) -> Iterator[Fault]:
    """Texts that two apps (by label) translate differently: Django would use one of them everywhere."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for app, catalogue in catalogues.items():
        for message in (message for message in catalogue if message.id and _first(message)):
            key = (message.context or "", _singular(message))
            other, string = seen.setdefault(key, (app, _first(message)))
            if string != _first(message):
                yield Fault("conflicting", f"{key[1]}: {string} ({other}) / {_first(message)} ({app})")


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _first(message: Message) -> str:
    if isinstance(message.string, str):
        return message.string
    return next(iter(message.string or ()), "")
