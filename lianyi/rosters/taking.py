"""The work of taking a checked file: everything in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.jobs.actions import Report
from lianyi.jobs.saving import saving
from lianyi.journal.actions import Change, record
from lianyi.organisations import actions as organisations
from lianyi.organisations.actions.members import Joining
from lianyi.organisations.queries import group as find_group
from lianyi.people import actions as people
from lianyi.places import actions as places
from lianyi.places.queries import places as places_seen
from lianyi.rosters.bodies_taking import take_bodies
from lianyi.rosters.checking import read_and_plan, store_report
from lianyi.rosters.leftovers import left_rows
from lianyi.rosters.models import RememberedForm, Upload
from lianyi.rosters.plan import Plan, PlannedRow
from lianyi.scope import Actor, Refused
from lianyi.sheets.importing import Interpretation


def take(upload: Upload, *, only_good: bool, by: Actor, report: Report) -> None:
    """Takes a checked upload. Done again after a crash, it finds the upload taken and changes nothing."""
    if upload.state == Upload.State.TAKEN:
        return
    interpretation, plan = read_and_plan(upload, by=by, report=report)
    if plan.digest != upload.report["digest"]:
        store_report(upload, interpretation, plan, report)
        raise Refused(_("The register has changed since this file was checked. Please look at what it would do now."))
    if plan.counts["bad"] and not only_good:
        raise Refused(_("Some rows have errors. Correct them, or take the good rows only."))
    left = left_rows(upload, interpretation, plan)
    with saving(report):
        _write(upload, interpretation, plan, left, by)


def _write(upload: Upload, interpretation: Interpretation, plan: Plan, left: bytes | None, by: Actor) -> None:
    done = {**plan.counts, "places": len(plan.new_places)}
    unsaved = Upload.objects.filter(pk=upload.pk, state=Upload.State.CHECKED)
    if not unsaved.update(
        state=Upload.State.TAKEN,
        taken_at=timezone.now(),
        content=b"",
        left=left,
        result=done,
        report=_without_persons(upload),
    ):
        return
    at = _make_places(upload, plan, by)
    if upload.kind == Upload.Kind.PLACES:
        _set_codes(plan, at, by)
    elif upload.kind == Upload.Kind.DIRECTORY:
        take_bodies(_to_write(plan), since=upload.list_date, by=by, why=_why(upload))
    else:
        _Writer(upload, by, at).write(_to_write(plan))
    _remember(upload, interpretation)
    change = Change(None, {"file": upload.name, "sha256": upload.sha256, **done})
    record("roster.taken", by=by, changes=[change], subject=("upload", upload.pk), community_id=upload.community_id)


def _to_write(plan: Plan) -> list[PlannedRow]:
    return [row for row in plan.rows if row.outcome in ("new", "changed") and row.name]


def _why(upload: Upload) -> str:
    return _("import of %(file)s") % {"file": upload.name}


def _without_persons(upload: Upload) -> dict[str, Any]:
    return {key: value for key, value in upload.report.items() if key != "preview"}


def _make_places(upload: Upload, plan: Plan, by: Actor) -> dict[int, int]:
    """Node of the address book → key of the place, for those that the rows need."""
    wanted = {row.home for row in plan.rows if row.home is not None and row.outcome != "bad"}
    at = {node: node for node in wanted if node > 0}
    missing = plan.new_places
    if missing:
        steps = [tuple(places.Step(*step) for step in address) for address in missing]
        made = places.add_places(upload.community, steps, by=by)
        for node in wanted - at.keys():
            at[node] = made[tuple(places.Step(*step) for step in plan.book.steps_to(node))]
    return at


def _set_codes(plan: Plan, at: Mapping[int, int], by: Actor) -> None:
    coded = [row for row in plan.rows if "code" in row.after and row.home is not None]
    found = places_seen(by).in_bulk([at[row.home] for row in coded if row.home is not None])
    for row in coded:
        place = found[at[row.home or 0]]
        places.rename_place(place, name=place.name, code=row.after["code"], by=by)


class _Writer:
    """Writes what is planned about people, through the actions of their apps."""

    def __init__(self, upload: Upload, by: Actor, at: Mapping[int, int]) -> None:
        self._upload, self._by, self._at = upload, by, at
        self._since = upload.list_date
        self._why = _why(upload)

    def write(self, rows: list[PlannedRow]) -> None:
        new = [row for row in rows if row.outcome == "new"]
        changed = [row for row in rows if row.outcome == "changed"]
        keys = people.add_people(
            self._upload.community_id, [self._new(row) for row in new], by=self._by, purpose=self._why
        )
        persons = {row.number: key for row, key in zip(new, keys, strict=True)}
        persons |= {row.number: row.person for row in changed if row.person is not None}
        self._correct(changed)
        self._join(rows, persons)

    def _new(self, row: PlannedRow) -> people.NewPerson:
        after = row.after
        return people.NewPerson(
            name=row.name,
            number=after.get("number", ""),
            phone=after.get("phone", ""),
            joined=after.get("joined", ""),
            confirmed=after.get("confirmed", ""),
            remark=after.get("remark", ""),
            kind=after.get("kind", ""),
            member_since=self._since if "kind" in after else None,
            place_id=self._at[row.home] if row.home is not None else None,
            lives_since=self._since if row.home is not None else None,
        )

    def _correct(self, rows: list[PlannedRow]) -> None:
        fields = {row.person: _fields(row) for row in rows if row.person is not None and _fields(row)}
        if fields:
            people.correct_people(self._upload.community_id, fields, by=self._by, purpose=self._why)
        homes = places_seen(self._by).in_bulk([self._at[row.home] for row in rows if row.home is not None])
        for row in rows:
            assert row.person is not None
            try:
                if "kind" in row.after:
                    people.set_standing(
                        row.person, kind=row.after["kind"], since=self._since, by=self._by, purpose=self._why
                    )
                if row.home is not None:
                    home = homes[self._at[row.home]]
                    people.move_home(row.person, to=home, since=self._since, by=self._by, purpose=self._why)
            except Refused as refusal:
                raise _in_row(row, refusal) from refusal

    def _join(self, rows: list[PlannedRow], persons: Mapping[int, int]) -> None:
        joinings = [Joining(group, persons[row.number]) for row in rows for group in row.groups]
        if joinings:
            organisations.join_many(
                joinings,
                community_id=self._upload.community_id,
                since=self._since,
                by=self._by,
                purpose=self._why,
            )
        for row in rows:
            for group, kind in row.posts:
                self._appoint(row, group, persons[row.number], kind)

    def _appoint(self, row: PlannedRow, group: int, person: int, kind: str) -> None:
        try:
            organisations.appoint(
                find_group(group, for_=self._by), person, kind=kind, since=self._since, by=self._by, purpose=self._why
            )
        except Refused as refusal:
            raise _in_row(row, refusal) from refusal


def _fields(row: PlannedRow) -> dict[str, str]:
    return {field: value for field, value in row.after.items() if field in people.FIELDS}


def _in_row(row: PlannedRow, refusal: Refused) -> Refused:
    return Refused(_("Row %(row)s (%(name)s): %(why)s") % {"row": row.number, "name": row.name, "why": refusal})


def _remember(upload: Upload, interpretation: Interpretation) -> None:
    """The next export looks like this form."""
    memory = interpretation.memory()
    if memory:
        RememberedForm.objects.update_or_create(
            community=upload.community, kind=upload.kind, defaults={"memory": memory.to_json()}
        )
