"""Taking in what somebody wishes, through whichever door it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.groups.models import Answer, Formation, ProposedGroup, Wish, WishForm
from lianyi.journal.actions import Change, record
from lianyi.scope import Actor, Refused, Role


@dataclass(frozen=True)
class Content:
    """What a form says. `wishes` are the numbers of proposed groups, best first; none means: any group."""

    wishes: tuple[int, ...] = ()
    takes_part: bool = True
    accept_any: bool = True
    trade: str = ""
    area: str = ""
    hobby: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Arrival:
    """How and when a form came in. `sees` is the version the sender had before them; 0 when there was none.

    After the deadline only staff may enter a form: one that was handed in in time, or a late one with its reason.
    """

    channel: str
    sees: int = 0
    handed_in_in_time: bool = False
    late_reason: str = ""


@dataclass(frozen=True)
class Incoming:
    """One of many answers: for which form, over which version, and what it says."""

    serial: int
    sees: int
    content: Content


@transaction.atomic
def answer_form(form: WishForm, content: Content, arrival: Arrival, *, by: Actor) -> Answer:
    """Stores a new version of a form. Earlier versions stay."""
    _require_may_answer(form, by)
    form = WishForm.objects.select_for_update().get(pk=form.pk)  # two answers at once queue here
    formation = Formation.objects.get(pk=form.formation_id)
    is_late = counts_as_late(formation, arrival, by)
    before = form.answers.order_by("-version").first()
    _require_newest(before, arrival.sees)
    proposed = _proposed(formation, content, {group.number: group for group in formation.proposed.all()})
    answer = _answer(form, content, arrival, is_late, by)
    answer.save()
    Wish.objects.bulk_create(_wishes(answer, proposed))
    record(
        "form.answered",
        by=by,
        changes=[Change(said(before) if before else None, said(answer), form.person_id)],
        subject=("wish_form", form.pk),
        community_id=formation.community_id,
        purpose=answer.late_reason,
    )
    return answer


@transaction.atomic
def answer_many(formation: Formation, incoming: Iterable[Incoming], arrival: Arrival, *, by: Actor) -> int:
    """Stores answers that somebody typed into a list: all of them, or none. Returns how many."""
    by.require_community(formation.community_id)
    formation = Formation.objects.select_for_update().get(pk=formation.pk)
    is_late = counts_as_late(formation, arrival, by)
    known = {group.number: group for group in formation.proposed.all()}
    forms = {form.serial: form for form in formation.forms.select_for_update()}
    newest = {answer.form_id: answer for answer in Answer.objects.filter(form__formation=formation).order_by("version")}
    changes: list[Change] = []
    wished: list[tuple[Answer, list[ProposedGroup]]] = []
    for one in incoming:
        form = forms[one.serial]
        before = newest.get(form.pk)
        _require_newest(before, one.sees)
        proposed = _proposed(formation, one.content, known)
        answer = _answer(form, one.content, replace(arrival, sees=one.sees), is_late, by)
        wished.append((answer, proposed))
        changes.append(Change(said(before) if before else None, said(answer), form.person_id))
    if changes:
        Answer.objects.bulk_create([answer for answer, _proposed_ones in wished], batch_size=500)
        wishes = (wish for answer, proposed in wished for wish in _wishes(answer, proposed))
        Wish.objects.bulk_create(wishes, batch_size=500)
        subject = ("formation", formation.pk)
        purpose = arrival.late_reason if is_late else ""
        record(
            "form.answered",
            by=by,
            changes=changes,
            subject=subject,
            community_id=formation.community_id,
            purpose=purpose,
        )
    return len(changes)


@transaction.atomic
def take_back(answer: Answer, *, by: Actor) -> None:
    """Undoes a slip at the keyboard: removes the newest version, if this person entered it."""
    form = WishForm.objects.select_for_update().select_related("formation").get(pk=answer.form_id)
    by.require_community(form.formation.community_id)
    newest = form.answers.aggregate(last=Max("version"))["last"]
    if answer.version != newest:
        raise Refused(_("A newer answer has come in for this form, so this one cannot be taken back."))
    if answer.entered_by_user != by.user_id:
        raise Refused(_("Only the person who entered an answer can take it back."))
    record(
        "form.answer_taken_back",
        by=by,
        changes=[Change(before=said(answer), person_id=form.person_id)],
        subject=("wish_form", form.pk),
        community_id=form.formation.community_id,
    )
    answer.delete()


def said(answer: Answer) -> dict[str, Any]:
    """What the journal says of an answer. Wishes and texts stand in its version alone, to be forgotten in time."""
    return {
        "version": answer.version,
        "channel": answer.channel,
        "is_late": answer.is_late,
    }


def content_of(answer: Answer) -> Content:
    """What a stored answer says. Of many answers, prefetch `wishes__proposed`."""
    return Content(
        wishes=tuple(wish.proposed.number for wish in sorted(answer.wishes.all(), key=lambda wish: wish.rank)),
        takes_part=answer.takes_part,
        accept_any=answer.accept_any,
        trade=answer.trade,
        area=answer.area,
        hobby=answer.hobby,
        remark=answer.remark,
    )


def _require_may_answer(form: WishForm, by: Actor) -> None:
    if by.is_(Role.STAFF, Role.SYSTEM):
        by.require_community(form.formation.community_id)
    else:
        by.require_own(form.person_id)


def counts_as_late(formation: Formation, arrival: Arrival, by: Actor) -> bool:
    """Whether it counts as late; refuses what may not come in any more."""
    if formation.state == Formation.State.PREPARING:
        raise Refused(_("The round has not begun yet: open it first, so that forms can come in."))
    if formation.takes_answers(timezone.now()):
        return False
    if not by.is_(Role.STAFF, Role.SYSTEM):
        raise Refused(_("The time for this form is over. Please ask the community office."))
    if arrival.handed_in_in_time:
        return False
    if not arrival.late_reason.strip():
        raise Refused(_("The deadline has passed. Say that the form was handed in in time, or why it is taken late."))
    return True


def _require_newest(before: Answer | None, sees: int) -> None:
    if sees != (before.version if before else 0):
        raise Refused(_("Meanwhile another answer came in for this form. Please look at it before you send yours."))


def _answer(form: WishForm, content: Content, arrival: Arrival, is_late: bool, by: Actor) -> Answer:
    return Answer(
        form=form,
        version=arrival.sees + 1,
        channel=arrival.channel,
        at=timezone.now(),
        takes_part=content.takes_part,
        accept_any=content.accept_any,
        trade=content.trade.strip(),
        area=content.area.strip(),
        hobby=content.hobby.strip(),
        remark=content.remark.strip(),
        entered_by_user=by.user_id,
        is_late=is_late,
        late_reason=arrival.late_reason.strip() if is_late else "",
    )


def _wishes(answer: Answer, proposed: Iterable[ProposedGroup]) -> list[Wish]:
    return [Wish(answer=answer, rank=rank, proposed=group) for rank, group in enumerate(proposed, 1)]


def _proposed(formation: Formation, content: Content, known: Mapping[int, ProposedGroup]) -> list[ProposedGroup]:
    """The wished groups; whoever declines has none."""
    if not content.takes_part:
        return []
    if len(content.wishes) > formation.max_wishes:
        raise Refused(_("This form takes %(count)s wishes at most.") % {"count": formation.max_wishes})
    for place, number in enumerate(content.wishes):
        if number not in known:
            raise Refused(_("There is no group with the number %(number)s.") % {"number": number})
        if number in content.wishes[:place]:
            raise Refused(_("Group %(number)s is wished for twice.") % {"number": number})
    if not content.wishes and not content.accept_any:
        raise Refused(_("“Only my wishes” needs at least one wish."))
    return [known[number] for number in content.wishes]
