"""What is kept of matters, for how long, who is told, and what runs by itself: reminders, the ladder, forgetting."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import now
from lianyi.jobs.chores import chore
from lianyi.matters.actions.closing import close_without_word, remind_of_word
from lianyi.matters.actions.intake import USE
from lianyi.matters.actions.ladder import climb
from lianyi.matters.models import (
    Asker,
    Backer,
    Dispute,
    Feedback,
    Helping,
    Hop,
    Matter,
    Pause,
    Picture,
    Step,
    Task,
    Trip,
)
from lianyi.matters.queries.ladder import to_climb
from lianyi.matters.queries.waiting import to_ask_again, to_close
from lianyi.matters.rules import reach
from lianyi.matters.telling import tell
from lianyi.people import dossier, erasure
from lianyi.people.dossier import Line, Section
from lianyi.scope import Actor
from lianyi.wording import rule

SYSTEM = Actor.system("chores")
# What people wrote beside the steps.
WRITTEN: dict[type[Any], tuple[str, ...]] = {
    Hop: ("reason",),
    Pause: ("note",),
    Helping: ("task",),
    Dispute: ("reason", "ground"),
    Trip: ("where",),
    Task: ("note",),
}
AT_ONCE = 500  # matters a chore looks after before others have their turn


@dossier.register
def matters_of(person_id: int, for_: Actor) -> Section | None:
    """The matters somebody raised or stands behind: for themselves with the way to each, for others those they know."""
    raised = Matter.objects.filter(asker__person=person_id)
    backed = Backer.objects.filter(person=person_id).select_related("matter")
    is_own = for_.person_id == person_id
    if not is_own:
        raised = raised.filter(reach(for_))
        backed = backed.filter(matter__in=Matter.objects.filter(reach(for_)))
    nonces = {one.matter: one.nonce for one in backed} | {one: one.nonce for one in raised}
    lines = tuple(
        Line(
            f"{one.number} · {timezone.localtime(one.opened_at):%Y-%m-%d}",
            f"{one.topic} · {one.get_state_display()}",
            reverse("matters:follow", args=[codes.shown(codes.code_of(nonce, use=USE))]) if is_own else "",
        )
        for one, nonce in sorted(nonces.items(), key=lambda pair: -pair[0].pk)
    )
    return Section("matters", _("Matters raised or stood behind"), lines) if lines else None


@erasure.register
def forget_asker(person_id: int) -> None:
    for matter in Matter.objects.filter(asker__person=person_id):
        _forget(matter)
    Backer.objects.filter(person=person_id).update(person=None, name="", phone="")


@chore
def forget_matters_kept_long_enough() -> None:
    """Takes away names, texts and pictures of matters closed as long ago as the rule says. What was counted stays."""
    years = rule("privacy.keep_closed_matters_years").number
    moment = now()
    until = moment.replace(year=moment.year - years, day=min(moment.day, 28))
    due = Matter.objects.filter(closed_at__lt=until, forgotten_at__isnull=True)
    for matter in due.order_by("pk")[:AT_ONCE]:
        with transaction.atomic():
            _forget(matter)
            tell("matter.forgotten", matter, by=SYSTEM)


@chore
def ask_again_and_close() -> None:
    """Asks for the word once more, and closes what nobody said anything about for as long as the rules say."""
    for matter in to_ask_again()[:AT_ONCE]:
        remind_of_word(matter, by=SYSTEM)
    for matter in to_close()[:AT_ONCE]:
        close_without_word(matter, by=SYSTEM)


@chore
def climb_the_ladder() -> None:
    """Shows what is overdue one level higher, as often as the rule says."""
    for matter, level in to_climb()[:AT_ONCE]:
        climb(matter, level, by=SYSTEM)


def _forget(matter: Matter) -> None:
    """Leaves the topic's place, the course without its words, and what was counted."""
    Asker.objects.filter(matter=matter).delete()
    Backer.objects.filter(matter=matter).update(person=None, name="", phone="")
    Picture.objects.filter(matter=matter).delete()
    Step.objects.filter(matter=matter).update(text="", office="", next_step="")
    for kind, columns in WRITTEN.items():
        kind.objects.filter(matter=matter).update(**dict.fromkeys(columns, ""))
    matter.crossings.update(reason="")
    matter.grams.all().delete()
    Feedback.objects.filter(matter=matter, may_publish=False).exclude(words="").delete()
    Matter.objects.filter(pk=matter.pk).update(topic=_("(forgotten)"), text="", forgotten_at=now())
