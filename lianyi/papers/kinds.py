"""The kinds of papers that the apps print. An app registers its own in a room `papers`, which is found at the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES = (("zh-hans", _("Chinese")), ("en", _("English")))
_FOLDERS = {"zh-hans": "zh", "en": "en"}


class UnknownKindError(KeyError):
    """No app prints such a paper, or not in this language."""


@dataclass(frozen=True)
class Kind:
    """A paper. `folder` holds the shipped templates, `zh/<slug>.docx` and `en/<slug>.docx`.

    `example` returns data in which every tag of the paper has a value, each list at least one entry: with it a template
    is tried out, in the language that is active.
    """

    slug: str
    title: str | Promise
    folder: Path
    example: Callable[[], dict[str, Any]]

    def shipped(self, language: str) -> bytes:
        """The template that comes with the product."""
        if language not in _FOLDERS:
            raise UnknownKindError(f"{self.slug} in {language}")
        return (self.folder / _FOLDERS[language] / f"{self.slug}.docx").read_bytes()


_registered: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Makes a kind known. Registering it again replaces it."""
    _registered[kind.slug] = kind
    return kind


def kind_of(slug: str) -> Kind:
    try:
        return _registered[slug]
    except KeyError:
        raise UnknownKindError(slug) from None


def all_kinds() -> list[Kind]:
    """In the order in which they were registered, which is that of their use."""
    return list(_registered.values())


def template_language(language: str | None) -> str:
    """The language of the templates for a reader's language: English where it is not Chinese."""
    return "zh-hans" if (language or "").lower().startswith("zh") else "en"
