"""Trial runs: starting one, moving people in it by hand, locking what shall stay, solving again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups import hand
from lianyi.groups.models import Draft, Formation, Placement, ProposedGroup
from lianyi.groups.problem import asked_now, hash_of
from lianyi.groups.queries import drafts as queries
from lianyi.jobs.actions import enqueue
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor, Refused

COMPUTE = "formation.try"
LOCKS = ("", "open", "closed", "frozen")


@dataclass(frozen=True)
class Settings:
    """What an organiser chooses for a trial run. `sizes`: proposed number -> [minimum, maximum]."""

    name: str = ""
    policy: str = Formation.Policy.RANK_MAXIMAL
    open_per_bond: Mapping[str, int] = field(default_factory=dict)
    places_unanswered: bool = True
    sizes: Mapping[str, list[int]] = field(default_factory=dict)


@transaction.atomic
def start_draft(formation: Formation, settings: Settings, *, by: Actor) -> Draft:
    """A new trial run over what the forms say now; a worker computes it."""
    by.require_community(formation.community_id)
    formation = Formation.objects.select_for_update().get(pk=formation.pk)
    if formation.state == Formation.State.PREPARING:
        raise Refused(_("The round has not begun yet: open it first, so that forms can come in."))
    _require_kept(formation)
    asked = asked_now(formation, day=today(), places_unanswered=settings.places_unanswered, sizes=settings.sizes)
    return _begin(
        Draft(
            formation=formation,
            name=settings.name,
            policy=settings.policy,
            open_per_bond=dict(settings.open_per_bond),
            places_unanswered=settings.places_unanswered,
            sizes=dict(settings.sizes),
            asked=asked,
        ),
        by,
    )


@transaction.atomic
def solve_again(draft: Draft, *, by: Actor) -> Draft:
    """A new draft over what the forms say now, with as few changes to this one as possible. Its locks are kept."""
    by.require_community(draft.formation.community_id)
    _require_ready(draft)
    formation = Formation.objects.select_for_update().get(pk=draft.formation_id)
    _require_kept(formation)
    places = {serial: number for serial, number in queries.placed(draft).items() if number is not None}
    locked = set(draft.placements.filter(is_locked=True).values_list("form__serial", flat=True))
    asked = asked_now(
        formation,
        day=today(),
        places_unanswered=draft.places_unanswered,
        sizes=draft.sizes,
        group_locks=draft.group_locks,
        locked={str(serial): number for serial, number in places.items() if serial in locked},
        previous={str(serial): number for serial, number in places.items()},
    )
    return _begin(
        Draft(
            formation=formation,
            parent=draft,
            name=draft.name,
            policy=draft.policy,
            open_per_bond=draft.open_per_bond,
            places_unanswered=draft.places_unanswered,
            sizes=draft.sizes,
            group_locks=draft.group_locks,
            asked=asked,
        ),
        by,
    )


@transaction.atomic
def move(draft: Draft, serial: int, to: int | None, *, by: Actor) -> Draft:
    """Puts somebody into another group (None: no group). Returns the edited draft: a copy, the first time."""
    by.require_community(draft.formation.community_id)
    _require_ready(draft)
    Formation.objects.select_for_update().get(pk=draft.formation_id)
    placement = queries.placement_of(draft, serial, for_=by)
    if placement.is_locked:
        raise Refused(_("This person is locked in place. Unlock first."))
    before = placement.proposed.number if placement.proposed else None
    if before == to:
        return draft
    target = _target(draft, to)
    edited = draft if is_editable(draft) else _copy(draft)
    edited.placements.filter(form__serial=serial).update(proposed=target, is_moved=True)
    hand.evaluate_again(edited)
    record(
        "draft.member_moved",
        by=by,
        changes=[Change({"group": before}, {"group": to}, placement.form.person_id)],
        subject=("draft", edited.pk),
        community_id=draft.formation.community_id,
    )
    return edited


@transaction.atomic
def lock_member(draft: Draft, serial: int, locked: bool, *, by: Actor) -> None:
    """Keeps somebody where the draft has them when it is solved again, or no longer does."""
    _require_ready(draft)
    placement = queries.placement_of(draft, serial, for_=by)
    if locked and placement.proposed is None:
        raise Refused(_("Somebody without a group cannot be locked in place."))
    Placement.objects.filter(pk=placement.pk).update(is_locked=locked)
    record(
        "draft.member_locked",
        by=by,
        changes=[Change({"locked": placement.is_locked}, {"locked": locked}, placement.form.person_id)],
        subject=("draft", draft.pk),
        community_id=draft.formation.community_id,
    )


@transaction.atomic
def lock_group(draft: Draft, number: int, lock: str, *, by: Actor) -> None:
    """What solving again must respect: "" nothing, "open", "closed", or "frozen" with exactly these people."""
    by.require_community(draft.formation.community_id)
    _require_ready(draft)
    if lock not in LOCKS or not draft.formation.proposed.filter(number=number).exists():
        raise Refused(_("There is no such choice."))
    before = draft.group_locks.get(str(number), "")
    locks = {key: value for key, value in draft.group_locks.items() if key != str(number)}
    draft.group_locks = locks | ({str(number): lock} if lock else {})
    draft.save(update_fields=["group_locks"])
    record(
        "draft.group_locked",
        by=by,
        changes=[Change({"group": number, "lock": before}, {"group": number, "lock": lock})],
        subject=("draft", draft.pk),
        community_id=draft.formation.community_id,
    )


@transaction.atomic
def discard(draft: Draft, *, by: Actor) -> None:
    """Throws a trial run away. What was published stays."""
    by.require_community(draft.formation.community_id)
    if draft.publications.exists():
        raise Refused(_("This draft was published and stays readable."))
    record(
        "draft.discarded",
        by=by,
        changes=[Change({"number": draft.number, "name": draft.name})],
        subject=("formation", draft.formation_id),
        community_id=draft.formation.community_id,
    )
    draft.delete()


def is_editable(draft: Draft) -> bool:
    """An edited draft is edited further; a computed or a published one is copied first."""
    return draft.is_edited and not draft.publications.exists()


def _begin(draft: Draft, by: Actor) -> Draft:
    formation = draft.formation
    draft.number = _next_number(formation)
    draft.seed = formation.seed
    draft.input_hash = hash_of(draft.asked)
    draft.save()
    job = enqueue(COMPUTE, {"draft": draft.pk}, by=by, community_id=formation.community_id)
    draft.job_id = job.pk
    draft.save(update_fields=["job_id"])
    settings = {"number": draft.number, "policy": draft.policy, "open_per_bond": draft.open_per_bond}
    record(
        "formation.tried",
        by=by,
        changes=[Change(after=settings | {"parent": draft.parent.number if draft.parent else None})],
        subject=("formation", formation.pk),
        community_id=formation.community_id,
    )
    return draft


def _copy(draft: Draft) -> Draft:
    """The same draft again, to be edited by hand, with the first one as its parent."""
    rows = list(draft.placements.all())
    copy = Draft.objects.get(pk=draft.pk)
    copy.pk = None
    copy._state.adding = True
    copy.parent, copy.number, copy.is_edited = draft, _next_number(draft.formation), True
    copy.job_id, copy.status, copy.certificate = None, "", {}
    copy.save(force_insert=True)
    for row in rows:
        row.pk, row.draft, row._state.adding = None, copy, True
    Placement.objects.bulk_create(rows, batch_size=500)
    return copy


def _next_number(formation: Formation) -> int:
    last = formation.drafts.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _target(draft: Draft, number: int | None) -> ProposedGroup | None:
    if number is None:
        return None
    target = draft.formation.proposed.filter(number=number).first()
    if target is None:
        raise Refused(_("There is no group with this number."))
    return target


def _require_kept(formation: Formation) -> None:
    """Without the wishes everybody would seem to have asked for any group."""
    if formation.keep_until and formation.keep_until < today():
        raise Refused(
            _("The forms of this round were kept until %(day)s and are forgotten.") % {"day": formation.keep_until}
        )


def _require_ready(draft: Draft) -> None:
    if draft.state != Draft.State.READY:
        raise Refused(_("This draft is not ready."))
