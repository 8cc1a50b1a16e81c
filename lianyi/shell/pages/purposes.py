"""The purpose register: what is asked, what for, on which ground, and when it is forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Purpose:
    """One line of the register. `fields` are columns as `app.model.column`; the other entries are told to people."""

    what: str | Promise
    why: str | Promise
    basis: str | Promise
    kept: str | Promise
    seen_by: str | Promise
    fields: tuple[str, ...] = ()


PURPOSES: tuple[Purpose, ...] = ()
