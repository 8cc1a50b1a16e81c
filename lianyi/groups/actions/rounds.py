"""A round from its beginning to its deadline: preparing, opening, closing, and who gets a form."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups import codes
from lianyi.groups.models import Formation, WishForm
from lianyi.groups.queries import rounds as queries
from lianyi.groups.queries.capacity import require_enough_places
from lianyi.journal.actions import Change, record
from lianyi.rules import check, override
from lianyi.rules.check import Verdict
from lianyi.scope import Actor, Refused
from lianyi.wording import rule

SETTINGS = (
    "title",
    "deadline",
    "max_wishes",
    "policy",
    "seed",
    "open_per_bond",
    "residence_is_fallback",
    "starts_on",
    "contact",
    "keep_until",
)
FIXED_ONCE_OPEN = ("max_wishes", "seed")  # printed on the forms that people hold


def draw_number() -> int:
    """A number to draw ties by; whoever prepares a round may put another in its place, until it opens."""
    return secrets.randbelow(900_000) + 100_000


@transaction.atomic
def prepare_formation(community_id: int, settings: Mapping[str, Any], *, by: Actor) -> Formation:
    """Begins a round. It takes no forms yet."""
    by.require_community(community_id)
    formation = Formation.objects.create(community_id=community_id, **_known(settings))
    _record("formation.prepared", formation, by, Change(after=_settings_of(formation)))
    return formation


@transaction.atomic
def change_formation(formation: Formation, settings: Mapping[str, Any], *, by: Actor) -> Formation:
    """Changes the settings; what is printed on the forms stays once they are out."""
    formation = _locked(formation, by)
    before = _settings_of(formation)
    for name, value in _known(settings).items():
        if (
            name in FIXED_ONCE_OPEN
            and formation.state != Formation.State.PREPARING
            and getattr(formation, name) != value
        ):
            raise Refused(_("The number of wishes and the draw number stay as they are once forms are out."))
        setattr(formation, name, value)
    formation.save()
    _record("formation.changed", formation, by, Change(before, _settings_of(formation)))
    return formation


@transaction.atomic
def open_formation(formation: Formation, *, by: Actor, short_notice_reason: str = "") -> Formation:
    """Gives every member of today a form, and lets answers come in."""
    formation = _locked(formation, by)
    if formation.state != Formation.State.PREPARING:
        raise Refused(_("This round is open already."))
    members = list(queries.members_without_form(formation).values_list("pk", flat=True))
    _require_ready(formation, len(members))
    verdict = notice_verdict(formation)
    if verdict.needs_reason and not short_notice_reason.strip():
        raise Refused(_("There is less time to answer than the rule asks for. Say why, or choose a later deadline."))
    formation.state = Formation.State.OPEN
    formation.save(update_fields=["state"])
    reason = override(verdict, short_notice_reason).override_reason if verdict.needs_reason else ""
    made = _make_forms(formation, members)
    after = {"state": formation.state, "seed": formation.seed, "forms": len(made)}
    _record(
        "formation.opened", formation, by, Change({"state": Formation.State.PREPARING}, after), *made, purpose=reason
    )
    return formation


@transaction.atomic
def add_missing_forms(formation: Formation, *, by: Actor) -> int:
    """Forms for those who became members after the opening. Returns how many."""
    formation = _locked(formation, by)
    if formation.state == Formation.State.PREPARING:
        raise Refused(_("Forms are made when the round opens."))
    made = _make_forms(formation, queries.members_without_form(formation).values_list("pk", flat=True))
    if made:
        _record("formation.forms_added", formation, by, *made)
    return len(made)


@transaction.atomic
def close_formation(formation: Formation, *, by: Actor) -> Formation:
    """No more answers from members; the staff may still enter what was handed in."""
    formation = _locked(formation, by)
    if formation.state != Formation.State.OPEN:
        raise Refused(_("Only an open round can be closed."))
    return _move(formation, Formation.State.CLOSED, "formation.closed", by)


@transaction.atomic
def extend_deadline(formation: Formation, deadline: datetime, *, by: Actor) -> Formation:
    """More time to answer. A closed round opens again with it."""
    formation = _locked(formation, by)
    if formation.state not in (Formation.State.OPEN, Formation.State.CLOSED):
        raise Refused(
            _("The deadline can be moved while the round is open or closed, not before and not once published.")
        )
    if deadline <= timezone.now():
        raise Refused(_("The new deadline lies in the past."))
    before = {"deadline": formation.deadline, "state": formation.state}
    formation.deadline, formation.state = deadline, Formation.State.OPEN
    formation.save(update_fields=["deadline", "state"])
    change = Change(before, {"deadline": formation.deadline, "state": formation.state})
    _record("formation.deadline_moved", formation, by, change)
    return formation


@transaction.atomic
def renew_code(form: WishForm, *, by: Actor) -> WishForm:
    """A new personal code; the old one, and the link with it, no longer works."""
    by.require_community(form.formation.community_id)
    form.nonce = codes.new_nonce()
    form.code_digest = codes.digest_of(codes.code_of(form.nonce))
    form.save(update_fields=["nonce", "code_digest"])
    change = Change(after={"serial": form.serial}, person_id=form.person_id)
    _record("form.code_renewed", form.formation, by, change, subject=("wish_form", form.pk))
    return form


def notice_verdict(formation: Formation) -> Verdict:
    """How the days that are left to answer compare with the rule."""
    last_day = timezone.localdate(formation.deadline) if formation.deadline else today()
    return check(rule("forming.answer_days"), (last_day - today()).days, on=today())


def _require_ready(formation: Formation, members: int) -> None:
    if formation.deadline is None:
        raise Refused(_("Set a deadline first: people must know until when they can answer."))
    if formation.deadline <= timezone.now():
        raise Refused(_("The deadline lies in the past. Choose a later day."))
    if not members:
        raise Refused(_("The community has no members on its roster today. Import the roster first."))
    require_enough_places(formation, members)


def _make_forms(formation: Formation, person_ids: Iterable[int]) -> list[Change]:
    """The forms, numbered on from the last; returns what the journal says of each."""
    last = formation.forms.aggregate(last=Max("serial"))["last"] or 0
    forms = [_new_form(formation, person_id, serial) for serial, person_id in enumerate(person_ids, last + 1)]
    WishForm.objects.bulk_create(forms, batch_size=1000)
    return [Change(after={"form": form.serial}, person_id=form.person_id) for form in forms]


def _new_form(formation: Formation, person_id: int, serial: int) -> WishForm:
    nonce = codes.new_nonce()
    digest = codes.digest_of(codes.code_of(nonce))
    return WishForm(formation=formation, person_id=person_id, serial=serial, nonce=nonce, code_digest=digest)


def _move(formation: Formation, state: str, code: str, by: Actor) -> Formation:
    before, formation.state = formation.state, state
    formation.save(update_fields=["state"])
    _record(code, formation, by, Change({"state": before}, {"state": state}))
    return formation


def _locked(formation: Formation, by: Actor) -> Formation:
    by.require_community(formation.community_id)
    return Formation.objects.select_for_update().get(pk=formation.pk)


def _known(settings: Mapping[str, Any]) -> dict[str, Any]:
    return {name: settings[name] for name in SETTINGS if name in settings}


def _settings_of(formation: Formation) -> dict[str, Any]:
    return {name: getattr(formation, name) for name in SETTINGS}


def _record(
    code: str,
    formation: Formation,
    by: Actor,
    *changes: Change,
    purpose: str | None = "",
    subject: tuple[str, int] | None = None,
) -> None:
    record(
        code,
        by=by,
        changes=changes,
        subject=subject or ("formation", formation.pk),
        community_id=formation.community_id,
        purpose=purpose or "",
    )
