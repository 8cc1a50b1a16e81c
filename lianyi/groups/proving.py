"""What a certificate proves, in words; and the file with which anybody entitled can check it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.groups import wording
from lianyi.groups.models import Draft
from lianyi.groups.problem import hash_of
from lianyi.groups.queries.drafts import placed
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor


@dataclass(frozen=True)
class Step:
    """One part of the aim in its order: what is counted, how much it came to, whether that is proven best."""

    text: str
    value: int
    is_proven: bool


@dataclass(frozen=True)
class Proof:
    steps: list[Step]
    gap: str
    parts: int


def told(draft: Draft) -> Proof:
    """The aim of a draft step by step, each with its value."""
    certificate = draft.certificate
    gap = certificate["gap"]
    unproven = certificate["components"].index(gap["component"]) if gap else len(certificate["components"])
    pairs = zip(certificate["components"], certificate["value"], strict=True)
    steps = [_step(name, value, place < unproven) for place, (name, value) in enumerate(pairs)]
    return Proof(steps, wording.gap_text(gap) if gap else "", _leaves(certificate["tree"]))


def _step(name: str, value: int, is_proven: bool) -> Step:
    sort, level = wording.component(name)
    texts = {
        "more": _("as many as possible with “%(level)s”"),
        "fewer": _("as few as possible with “%(level)s”"),
        "unplaced": _("as few as possible without a group"),
        "changes": _("as few changes as possible"),
        "total": _("the sum of all ranks as small as possible"),
    }
    return Step(texts[sort] % {"level": level}, abs(value), is_proven)


def _leaves(tree: dict[str, Any]) -> int:
    """Into how many cases the proof divides the open/close decisions."""
    return _leaves(tree["opened"]) + _leaves(tree["closed"]) if "group" in tree else 1


def as_file(draft: Draft) -> dict[str, Any]:
    """Everything the checker needs. Members are the numbers of forms, which some people know: not for the public."""
    return {
        "asked": draft.asked,
        "policy": draft.policy,
        "seed": draft.seed,
        "open_per_bond": draft.open_per_bond,
        "keep": draft.keep,
        "input": hash_of(draft.asked),
        "placed": {str(serial): number for serial, number in sorted(placed(draft).items())},
        "certificate": draft.certificate,
    }


@transaction.atomic
def note_given_out(draft: Draft, *, by: Actor) -> None:
    """The file holds everybody's wishes, so the journal knows who took it."""
    change = Change(after={"draft": draft.number, "members": len(draft.asked["members"])})
    subject = ("formation", draft.formation_id)
    record("draft.proof_given_out", by=by, changes=[change], subject=subject, community_id=draft.formation.community_id)
