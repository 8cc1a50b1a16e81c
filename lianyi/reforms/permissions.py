"""What the journal is told of permissions that a reform hands on or ends, as of any other grant."""

from __future__ import annotations

from lianyi.engines.reform import CloseHolding, Diff, Holding, Kind, OpenHolding
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor


def tell_permissions(diff: Diff, *, by: Actor) -> None:
    """One entry for each account that may act for another body from the day on, or no longer."""
    for change in diff.changes:
        match change:
            case OpenHolding(holding=row) if row.kind is Kind.GRANT:
                _tell("role.granted", None, row, by)
            case CloseHolding(holding=row) if row.kind is Kind.GRANT:
                _tell("role.ended", row, change.closed, by)


def tell_permissions_restored(diff: Diff, *, by: Actor) -> None:
    """The same, when the reform is taken back."""
    for change in diff.changes:
        match change:
            case OpenHolding(holding=row) if row.kind is Kind.GRANT:
                _tell("role.ended", row, None, by)
            case CloseHolding(holding=row) if row.kind is Kind.GRANT:
                _tell("role.granted", change.closed, row, by)


def _tell(code: str, before: Holding | None, after: Holding | None, by: Actor) -> None:
    row = after or before
    assert row is not None
    account = int(str(row.target).partition(":")[2])
    record(code, by=by, changes=[Change(_facts(before), _facts(after))], subject=("account", account))


def _facts(row: Holding | None) -> dict[str, object] | None:
    if row is None:
        return None
    role = str(row.target).partition(":")[0]
    return {"role": role, "organisation": row.holder, "starts_on": row.span.start, "ends_on": row.span.end}
