"""The kinds of background work: who does it, how it is called on screen, and where its result is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.jobs.models import Job

Report = Callable[[int, int], None]
Handler = Callable[[Job, Report], Any]
LeadsTo = Callable[[Job], str]
NAMELESS = _("Background work")


@dataclass(frozen=True)
class Kind:
    """`leads_to(job)` is the address of the page to go on with when the job is over, however it ended."""

    handler: Handler
    title: str | Promise = NAMELESS
    leads_to: LeadsTo | None = None


KINDS: dict[str, Kind] = {}


def handles(
    name: str, *, title: str | Promise = NAMELESS, leads_to: LeadsTo | None = None
) -> Callable[[Handler], Handler]:
    """Registers a handler: `@handles("roster.check", title=_("Checking the file"), leads_to=...)`."""

    def register(handler: Handler) -> Handler:
        KINDS[name] = Kind(handler, title, leads_to)
        return handler

    return register


def title_of(job: Job) -> str:
    kind = KINDS.get(job.kind)
    return str(kind.title if kind else NAMELESS)


def page_after(job: Job) -> str:
    """The address to go on with, or "" when the kind names none."""
    kind = KINDS.get(job.kind)
    return kind.leads_to(job) if kind and kind.leads_to else ""
