"""The matters of past months from the register, as a log to replay: where, what about, when, how often handed on."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianyi.dated import today
from lianyi.engines.reform import PastMatter
from lianyi.matters.queries import received_since
from lianyi.reforms.replaying import Log
from lianyi.scope import Refused

MONTHS = (3, 6, 12, 24)
MOST = 100_000  # matters that one replay takes, the latest


def read_register(months: int) -> Log:
    """The matters of the public services received in these months. Who raised them plays no part, nor does their text.

    Raises Refused when there is none with a subject.
    """
    first = _months_before(today(), months)
    columns = ("pk", "subject", "community", "opened_at", "hand_offs")
    rows = received_since(first).order_by("-pk").values_list(*columns)[: MOST + 1]
    latest = list(rows)
    kept = [row for row in latest[:MOST] if row[1] is not None]
    if not kept:
        raise Refused(_("In these months there is no matter with a subject in the register."))
    matters = [
        PastMatter(pk, str(subject), community, timezone.localdate(opened_at), max(hand_offs, 0))
        for pk, subject, community, opened_at, hand_offs in reversed(kept)
    ]
    return Log(matters, [], _notes(first, len(kept), len(latest[:MOST]) - len(kept), len(latest) > MOST))


def _notes(first: date, count: int, without: int, is_cut: bool) -> list[str]:
    """What the log is made of, to be printed beside the figures."""
    told = ngettext(
        "%(count)s matter of the public services, received from %(day)s on.",
        "%(count)s matters of the public services, received from %(day)s on.",
        count,
    )
    notes = [told % {"count": count, "day": first}]
    if without:
        left = ngettext(
            "%(count)s matter without a subject is left out.",
            "%(count)s matters without a subject are left out.",
            without,
        )
        notes.append(left % {"count": without})
    if is_cut:
        notes.append(_("Only the latest %(count)s are looked at.") % {"count": MOST})
    notes.append(_("A matter counts for its community, not for the home it came from."))
    notes.append(_("How often it was handed on is counted from its course; moves by a reform are left out."))
    return notes


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, 28))
