"""Carrying the changes of a reform into the register, and taking them back, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q

from lianyi.accounts.models import Grant
from lianyi.engines.reform import (
    CloseBody,
    CloseHolding,
    Diff,
    Holding,
    Kind,
    OpenBody,
    OpenHolding,
    Role,
)
from lianyi.organisations.models import Contact, Office, Organisation, Reporting, Serving
from lianyi.reforms.rows import ROLES, key_of, row_of, rows_of, subject_and_area
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject

OUR_ROLES = {role: ours for ours, role in ROLES.items()}


def carry_out(diff: Diff, *, basis: str, source: str) -> Diff:
    """Writes the changes in their order, but for matters (see `passing`). Returns them with the database's own keys.

    Must run inside the transaction of whoever asked the engine.
    """
    bodies: dict[int, int] = {}
    holdings: dict[int, int] = {}
    for change in diff.changes:
        match change:
            case OpenBody():
                bodies[change.body.key] = _open_body(change)
            case CloseBody():
                _close_body(change)
            case CloseHolding():
                _end(change.holding, change.closed)
                _end_subject(change)
            case OpenHolding():
                row = _open(change, bodies, holdings, basis, source)
                holdings[change.holding.key] = key_of(change.holding.kind, row.pk)
    return diff.rekeyed(bodies, holdings)


def take_back(diff: Diff) -> None:
    """Restores every row as it was before, in the opposite order."""
    for change in reversed(diff.changes):
        match change:
            case OpenHolding():
                rows_of(change.holding).delete()
            case CloseHolding():
                _end(change.holding, change.holding)
                _resume_subject(change)
            case CloseBody():
                Organisation.objects.filter(pk=change.body.key).update(ends_on=change.body.span.end)
                Contact.objects.filter(organisation=change.body.key, ends_on=change.end).update(ends_on=None)
            case OpenBody():
                Organisation.objects.filter(pk=change.body.key).delete()


def _open_body(change: OpenBody) -> int:
    made = Organisation(
        name=change.body.name,
        kind=Organisation.Kind.PUBLIC,
        starts_on=change.body.span.start,
        predecessor_id=change.body.predecessor,
    )
    made.save()
    return int(made.pk)


def _close_body(change: CloseBody) -> None:
    Organisation.objects.filter(pk=change.body.key).update(ends_on=change.end)
    Contact.objects.filter(organisation=change.body.key, ends_on__isnull=True).update(ends_on=change.end)


def _end(holding: Holding, now: Holding) -> None:
    """An end alone: no closing changes when something began."""
    rows_of(holding).update(ends_on=now.span.end)


def _end_subject(change: CloseHolding) -> None:
    """What a text ends, and nobody else leads from then on, nobody needs any more."""
    subject = _dropped_subject(change)
    if subject is None:
        return
    others = Responsibility.objects.filter(subject=subject, role=Responsibility.Role.LEADS)
    if not others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=change.end)).exists():
        Subject.objects.filter(pk=subject).update(ends_on=change.end, end_source=change.source)


def _resume_subject(change: CloseHolding) -> None:
    if (subject := _dropped_subject(change)) is not None:
        ended = Subject.objects.filter(pk=subject, ends_on=change.end, end_source=change.source)
        ended.update(ends_on=None, end_source="")


def _dropped_subject(change: CloseHolding) -> int | None:
    row = change.holding
    if not change.source or row.kind is not Kind.DUTY or row.role != Role.LEAD:
        return None
    return subject_and_area(row.target)[0]


def _open(
    change: OpenHolding, bodies: dict[int, int], holdings: dict[int, int], basis: str, source: str
) -> Reporting | Serving | Responsibility | ServicePoint | Office | Grant:
    holding = change.holding
    days = {"starts_on": holding.span.start, "ends_on": holding.span.end}
    holder = bodies.get(holding.holder, holding.holder)
    match holding.kind:
        case Kind.LINE:
            line = bodies.get(int(holding.target), int(holding.target))
            return Reporting.objects.create(organisation_id=holder, line_id=line, **days)
        case Kind.AREA:
            return Serving.objects.create(organisation_id=holder, area_id=int(holding.target), **days)
        case Kind.DUTY:
            subject, area = subject_and_area(holding.target)
            return Responsibility.objects.create(
                organisation_id=holder,
                subject_id=subject,
                area_id=area,
                role=OUR_ROLES[holding.role],  # type: ignore[index]
                basis=basis,
                source=source,
                **days,
            )
        case Kind.POINT | Kind.POST | Kind.GRANT:
            return _carried_on(change, holder, holdings)
    raise ValueError(f"no row holds a {holding.kind}")


def _carried_on(change: OpenHolding, holder: int, holdings: dict[int, int]) -> ServicePoint | Office | Grant:
    """The same window, post or permission, at another body."""
    after = holdings.get(change.after or 0, change.after or 0)
    row: Any = row_of(replace(change.holding, key=after))
    subjects = list(row.subjects.all()) if isinstance(row, ServicePoint) else []
    row.pk, row._state.adding = None, True
    row.organisation_id = holder
    row.starts_on, row.ends_on = change.holding.span.start, change.holding.span.end
    row.save()
    if subjects:
        row.subjects.set(subjects)
    found: ServicePoint | Office | Grant = row
    return found
