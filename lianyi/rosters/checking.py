"""The work of checking a file: read it, compare it with the register, keep what was found, and write nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction

from lianyi.dated import today
from lianyi.jobs.actions import Report
from lianyi.packs import load_pack
from lianyi.packs.pack import Pack
from lianyi.rosters.addresses import AddressBook
from lianyi.rosters.bodies_plan import plan_bodies
from lianyi.rosters.directory import read_directory
from lianyi.rosters.findings import Finding, Findings
from lianyi.rosters.layouts import NOT_KEPT, layout_for
from lianyi.rosters.models import Upload, UploadProblem
from lianyi.rosters.people_plan import Options, plan_people
from lianyi.rosters.places_plan import plan_places
from lianyi.rosters.plan import Plan, PlannedRow
from lianyi.rosters.register import place_codes, read_places, read_register
from lianyi.scope import Actor
from lianyi.sheets.headings import FoundColumn
from lianyi.sheets.importing import Interpretation, interpret_file
from lianyi.sheets.problems import Problem, UnreadableFile
from lianyi.sheets.texts import match_key

PREVIEWED = {"changed": 50, "new": 20}
MAX_PROBLEMS = 20_000  # kept; a file with more has one cause that the first ones show

Read = tuple[Interpretation, Plan]


def check(upload: Upload, *, by: Actor, report: Report) -> None:
    """Checks an upload and stores its report. `report` hears of each row twice: when read, and when compared."""
    try:
        interpretation, plan = read_and_plan(upload, by=by, report=report)
    except UnreadableFile as fault:
        problem = Finding(0, "", "", fault.code, "error", fault.params)
        _store(upload, Upload.State.UNREADABLE, {"usable": False, "codes": {fault.code: 1}}, [problem], report)
        return
    store_report(upload, interpretation, plan, report)


def store_report(upload: Upload, interpretation: Interpretation, plan: Plan, report: Report) -> None:
    _store(upload, Upload.State.CHECKED, _report(upload, interpretation, plan), list(plan.findings), report)


def read_and_plan(upload: Upload, *, by: Actor, report: Report) -> Read:
    """Reads the file and compares it with the register as it is now. Raises UnreadableFile."""
    pack = load_pack(settings.LIANYI_PACK)
    interpretation = interpret_file(
        bytes(upload.content),
        upload.name,
        layout_for(upload.kind, pack),
        today=today(),
        progress=lambda done, total: report(done, 2 * total + 1),
    )
    rows = len(interpretation.rows)
    return interpretation, _plan(upload, interpretation, pack, by, lambda done: report(rows + done, 2 * rows + 1))


def _plan(
    upload: Upload, interpretation: Interpretation, pack: Pack, by: Actor, progress: Callable[[int], None]
) -> Plan:
    findings = Findings(interpretation.headings)
    bad = interpretation.bad_row_numbers
    rows = interpretation.rows if interpretation.is_usable else []
    if upload.kind == Upload.Kind.PLACES:
        book = read_places(upload.community, on=upload.list_date)
        codes = place_codes(upload.community, on=upload.list_date)
        roots = frozenset(match_key(text) for text in (upload.community.name, upload.community.code) if text)
        planned = plan_places(rows, bad, book, codes, roots, findings, progress)
    elif upload.kind == Upload.Kind.DIRECTORY:
        directory = read_directory(for_=by, on=today(), since=upload.list_date)
        planned = plan_bodies(rows, bad, directory, upload.community_id, findings, progress)
        book = AddressBook(upload.community_id, ())
    else:
        register = read_register(upload.community, on=upload.list_date, for_=by, pack=pack)
        is_roster = upload.kind == Upload.Kind.ROSTER
        kinds = [kind.id for kind in pack.member_kinds] if is_roster else []
        options = Options(upload.make_places, kinds, needs_home=not is_roster)
        planned, book = plan_people(rows, bad, register, options, findings, progress), register.book
    told = [Finding.of(problem) for problem in _worth_saying(upload, interpretation)] + findings.all
    wrong = {finding.row for finding in findings.all if finding.severity == "error"}
    planned = [PlannedRow(row.number, "bad", row.name) if row.number in wrong else row for row in planned]
    return Plan(planned, book, sorted(told, key=lambda finding: (finding.row, finding.column)))


def _worth_saying(upload: Upload, interpretation: Interpretation) -> list[Problem]:
    """Without "the same name again" for people whom number or telephone tells apart, of whom a long roster has many."""
    if upload.kind != Upload.Kind.ROSTER:
        return list(interpretation.problems)
    told_apart = {row.number for row in interpretation.rows if row.values.get("code") or row.values.get("phone")}
    return [
        problem
        for problem in interpretation.problems
        if problem.code != "possible_duplicate" or problem.row not in told_apart
    ]


def _report(upload: Upload, interpretation: Interpretation, plan: Plan) -> dict[str, Any]:
    pack = load_pack(settings.LIANYI_PACK)
    return {
        "usable": interpretation.is_usable,
        "sheet": interpretation.sheet_name,
        "columns": [_column(upload.kind, found, pack) for found in interpretation.columns],
        "rows": len(plan.rows),
        "counts": plan.counts,
        "new_places": len(plan.new_places),
        "codes": dict(Counter(finding.code for finding in plan.findings)),
        "digest": plan.digest,
        "preview": {outcome: _preview(plan, outcome, count) for outcome, count in PREVIEWED.items()},
    }


def _column(kind: str, found: FoundColumn, pack: Pack) -> dict[str, str]:
    """What becomes of a column: stored, counted (序号), not_stored (with its reason), not_kept, forbidden, ..."""
    use: str = found.use
    key = found.column.key if found.column else ""
    if use == "stored" and found.column and found.column.kind == "sequence":
        use = "counted"
    elif use == "stored" and key in NOT_KEPT.get(kind, ()):
        use = "not_kept"
    elif use == "unknown" and pack.forbidden_field(found.heading):
        use = "forbidden"
    return {"letter": found.letter, "heading": found.heading, "use": use, "key": key, "reason": found.reason or ""}


def _preview(plan: Plan, outcome: str, count: int) -> list[dict[str, Any]]:
    rows = islice((row for row in plan.rows if row.outcome == outcome), count)
    return [
        {
            "row": row.number,
            "name": row.name,
            "person": row.person,
            "fields": [[field, row.before.get(field, ""), value] for field, value in row.after.items()],
        }
        for row in rows
    ]


def _store(
    upload: Upload, state: Upload.State, content: dict[str, Any], findings: list[Finding], report: Report
) -> None:
    # Errors first, should there be more than are kept.
    kept = sorted(findings, key=lambda finding: finding.severity)[:MAX_PROBLEMS]
    with transaction.atomic():
        report(1, 1)
        UploadProblem.objects.filter(upload=upload).delete()
        UploadProblem.objects.bulk_create([_problem(upload, finding) for finding in kept], batch_size=1000)
        upload.report, upload.state = content, state
        upload.save(update_fields=["report", "state"])


def _problem(upload: Upload, finding: Finding) -> UploadProblem:
    return UploadProblem(
        upload=upload,
        row=finding.row,
        column=finding.column,
        heading=finding.heading[:200],
        code=finding.code,
        is_error=finding.severity == "error",
        params=dict(finding.params),
        value=finding.value[:200],
    )
