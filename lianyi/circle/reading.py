"""The work of reading a file: what is in it and what is odd about it, kept in the upload's report and nowhere else.

A report: `findings` as they come from `lianyi.streets`; of places `rows` (how many can be used), `preview` (the first
of them), `counts` (new, changed, same, gone, against what is there), `categories` (as written → our code); of streets
`nodes`, `pieces`, `metres`, `digest`. What cannot be used at all has `problem` instead.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from lianyi.circle import categories, store
from lianyi.circle.models import Upload
from lianyi.circle.queries.data import homes_of, network_of
from lianyi.circle.taking import Row, kept_rows, rows_of
from lianyi.scope import Refused

if TYPE_CHECKING:
    from lianyi.streets import Finding, Table

Report = Callable[[int, int], None]
PREVIEWED = 20
STEPS = 4


def read(upload: Upload, report: Report) -> None:
    """Reads an upload and stores its report."""
    from lianyi.streets import UnusableFile

    report(0, STEPS)
    try:
        content = _streets(upload, report) if upload.kind == Upload.Kind.STREETS else _places(upload, report)
        state = Upload.State.CHECKED
    except UnusableFile as fault:
        content, state = {"problem": {"code": fault.code, "params": fault.params}}, Upload.State.UNUSABLE
    report(STEPS, STEPS)
    if not Upload.objects.filter(pk=upload.pk).update(report=content, state=state):
        raise Refused(_("The file has been thrown away."))


def _streets(upload: Upload, report: Report) -> dict[str, Any]:
    from lianyi.streets import Ground, System, check_network, check_places, read_network

    path = store.upload_path(upload.pk)
    network, findings = read_network(_existing(path), system=System(upload.system))
    report(2, STEPS)
    ground = Ground(network)
    found = [*findings, *check_network(ground)]
    homes = homes_of(upload.community)
    if homes:
        found += check_places(ground, _as_table(homes))
    report(3, STEPS)
    return {
        "findings": [_plain(one) for one in found],
        "nodes": network.nodes,
        "pieces": network.edges,
        "metres": round(int(network.length.sum(dtype="int64")) / 1000),
        "digest": store.keep_network(network),
    }


def _places(upload: Upload, report: Report) -> dict[str, Any]:
    from lianyi.streets import Ground, check_places

    table = table_of(upload)
    report(2, STEPS)
    findings = list(table.findings)
    network = network_of(upload.community)
    if network is not None and len(table):
        findings += check_places(Ground(store.network_of(network.digest)), table, _system(upload))
    report(3, STEPS)
    rows = rows_of(table, upload.kind)
    return {
        "findings": [_plain(one) for one in findings],
        "rows": len(rows),
        "preview": [row.shown() for row in rows[:PREVIEWED]],
        "counts": _compared(upload, rows),
        "categories": _categories(table),
    }


def table_of(upload: Upload) -> Table:
    """The places of an upload. Raises UnusableFile."""
    from lianyi.streets import Kind, read_spots

    content = bytes(Upload.objects.values_list("content", flat=True).get(pk=upload.pk))
    return read_spots(content, Kind(upload.kind), system=_system(upload), filename=upload.name)


def _compared(upload: Upload, rows: list[Row]) -> dict[str, int]:
    there = kept_rows(upload.community, upload.kind)
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in rows:
        known = there.get(row.code)
        counts["new" if known is None else "same" if row.is_like(known) else "changed"] += 1
    return {**counts, "gone": len(there.keys() - {row.code for row in rows}) if upload.is_complete else 0}


def _categories(table: Table) -> list[list[str]]:
    """As written, and our name for it; "" where we have none, so that it stays a kind of its own."""
    known = {one.code: one.name for one in categories.categories()}
    return [[written, known.get(categories.code_of(written), "")] for written in table.categories if written]


def _system(upload: Upload) -> Any:
    from lianyi.streets import System

    return System(upload.system)


def _existing(path: Path) -> Path:
    if not path.exists():
        raise Refused(_("The file is not kept any more. Please bring it in again."))
    return path


def _as_table(homes: Any) -> Table:
    from lianyi.circle.ground import Places, as_table

    return as_table(Places.of(homes))


def _plain(found: Finding) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": str(found.severity),
        "params": dict(found.params),
        "rows": list(found.rows),
        "count": found.count,
    }
