"""What an erased person leaves in the trial runs: a seat without a name and without a wish."""

from __future__ import annotations

from typing import Any

from lianyi.engines.formation.problem import Level
from lianyi.groups.models import Draft, Placement, WishForm
from lianyi.groups.problem import Asked, hash_of


def leave_bare_seats(person_id: int) -> None:
    """Takes what somebody wished out of every trial run that was asked with it."""
    for form in WishForm.objects.filter(person=person_id).select_related("formation"):
        for draft in form.formation.drafts.exclude(state=Draft.State.FORGOTTEN):
            _leave_bare_seat(draft, form)


def _leave_bare_seat(draft: Draft, form: WishForm) -> None:
    """Sizes stay as they were. The proof goes: it rests on this wish too, so without it nobody could check it.

    A run that is still being computed is asked without the person; its job notices that by the hash.
    """
    serial = form.serial
    placement = draft.placements.filter(form=form).select_related("proposed").first()
    bare = [_bare(serial, placement.proposed.number if placement.proposed else None)] if placement else []
    draft.asked = _without(draft.asked, serial, bare)
    draft.problems = [issue for issue in draft.problems if str(issue["params"].get("member")) != str(serial)]
    draft.input_hash = hash_of(draft.asked) if draft.state == Draft.State.COMPUTING else ""
    kept = ("gap", "opened")
    draft.certificate = {key: draft.certificate[key] for key in kept if key in draft.certificate}
    draft.save(update_fields=["asked", "problems", "input_hash", "certificate"])
    level = Level.FALLBACK if placement and placement.proposed else Level.UNPLACED
    Placement.objects.filter(draft=draft, form=form).update(level=level)


def _bare(serial: int, number: int | None) -> list[Any]:
    """The row of a form that says nothing: where its seat is, there it stays."""
    return [serial, [], number, False, False]


def _without(asked: Asked, serial: int, instead: list[list[Any]]) -> Asked:
    """The snapshot with the row of a form replaced, or left out. The order of its rows decides nothing."""
    others = [row for row in asked["members"] if row[0] != serial]
    locked = {key: number for key, number in asked["locked"].items() if key != str(serial)}
    return asked | {
        "members": [*others, *instead],
        "declined": [one for one in asked["declined"] if one != serial],
        "locked": locked | {str(row[0]): row[2] for row in instead if row[2] is not None},
    }
