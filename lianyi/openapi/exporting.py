"""The two files that `lianyi export` writes, made from the database of this installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import DatabaseError

from lianyi.dated import today
from lianyi.openapi.hsds import catalogue_on
from lianyi.openapi.language import site_language
from lianyi.openapi.popolo import popolo
from lianyi.terminal.faults import Fault, FaultsError


def document(form: str, day: date | None = None) -> Any:
    """What is public on a day (None: today), as "popolo" or as "hsds". Raises FaultsError without a usable database."""
    with site_language():
        try:
            return FORMS[form](day or today())
        except DatabaseError as error:
            raise FaultsError([Fault("no_tables", {"detail": str(error)})]) from error


def _hsds(day: date) -> Any:
    return catalogue_on(day).packed()


FORMS: dict[str, Callable[[date], Any]] = {"popolo": popolo, "hsds": _hsds}
