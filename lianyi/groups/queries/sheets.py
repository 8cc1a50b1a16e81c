"""The one door to sheets of answers: each for nobody but who brought it."""

from __future__ import annotations

from django.utils import timezone

from lianyi.groups.actions.sheets import KEPT
from lianyi.groups.models import AnswerSheet, Formation
from lianyi.scope import Actor


def sheet_of(formation: Formation, *, for_: Actor) -> AnswerSheet | None:
    """What this person has brought to the round and that is still kept, without the file itself."""
    for_.require_community(formation.community_id)
    kept = AnswerSheet.objects.filter(formation=formation, brought_at__gt=timezone.now() - KEPT)
    return kept.filter(user_id=for_.user_id or 0).select_related("formation").defer("content").first()
