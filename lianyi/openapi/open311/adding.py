"""POST servicerequestupdates: another system adds to a matter that it sent in.

Whoever raised a matter closes it, and opens it again. So a status counts only when it comes with the e-mail address or
the telephone number of that person; of anybody else it is written down, and the matter stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.matters import numbers
from lianyi.matters.actions.asker import add_word_of_asker
from lianyi.matters.actions.closing import Word, reopen_matter, say
from lianyi.matters.models import Asker, Feedback, Matter, Step
from lianyi.openapi.actions import note_use
from lianyi.openapi.models import ApiKey, Sent, SentUpdate
from lianyi.openapi.open311.asking import Asked
from lianyi.openapi.open311.attributes import answers_of
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.faults import Fault, missing
from lianyi.openapi.open311.moments import moment_of
from lianyi.openapi.open311.sending import LONGEST_DESCRIPTION, LONGEST_TOKEN, actor_of, media_lines, told_in
from lianyi.openapi.open311.updates import ROOT
from lianyi.openapi.queries.cases import own_case
from lianyi.photographs import Photograph
from lianyi.scope import OutOfScope

# What counts when whoever raised the matter says so; mySociety's many other states are written down.
STILL_OPEN, SOLVED = ("open", "reopen"), ("closed", "fixed")
LONGEST_STATUS = 40
PART = 1000  # characters of a step


@dataclass(frozen=True)
class Update:
    """What was said of a matter, by whoever raised it or by somebody else (`is_theirs`)."""

    status: str
    text: str
    is_theirs: bool
    pictures: tuple[Photograph, ...]


def add_update(asked: Asked, key: ApiKey, *, pictures: tuple[Photograph, ...] = ()) -> Document:
    """Writes an update down; sent twice it is one. Raises Fault for a matter that did not come with the key."""
    sent = _sent(asked, key)
    token = _token(asked, pictures)
    update = _update(asked, sent.matter, pictures)
    step = _written_before(sent, token) or _write(sent, token, update, key)
    return Document(ROOT, [{"update_id": str(step.pk), "account_id": None}])


def _sent(asked: Asked, key: ApiKey) -> Sent:
    number = asked.text("service_request_id")
    if not number:
        raise Fault(_("Please say which request it is about: service_request_id."))
    try:
        return own_case(numbers.key_of(number), key=key)
    except OutOfScope as fault:
        raise missing(_("No service_request_id “%(id)s” came with this key.") % {"id": number[:40]}) from fault


def _token(asked: Asked, pictures: tuple[Photograph, ...]) -> str:
    """What the sender calls the update: its own identifier, else a digest of all that was sent."""
    for name in ("update_id", "update_id_ext"):
        if token := asked.text(name, most=LONGEST_TOKEN):
            return token
    return codes.keyed("open311.update", told_in(asked, pictures)).hex()


def _update(asked: Asked, matter: Matter, pictures: tuple[Photograph, ...]) -> Update:
    status = asked.text("status", most=LONGEST_STATUS).lower() or STILL_OPEN[0]
    if moment := asked.text("updated_datetime"):
        moment_of("updated_datetime", moment)
    is_theirs = _is_theirs(asked, matter)
    told = [asked.text("description", most=LONGEST_DESCRIPTION), *answers_of(asked).lines, *media_lines(asked)]
    if status not in STILL_OPEN and not (is_theirs and status in SOLVED):
        told.append(_("Status there: %(status)s") % {"status": status})
    return Update(status, "\n".join(line for line in told if line), is_theirs, pictures)


def _is_theirs(asked: Asked, matter: Matter) -> bool:
    """Whether it comes from whoever raised the matter: with the same e-mail address or telephone number."""
    asker = Asker.objects.filter(matter=matter).first()
    if asker is None:
        return False
    pairs = ((asker.email, asked.text("email")), (asker.phone, asked.text("phone")))
    return any(known and known.casefold() == given.casefold() for known, given in pairs)


def _written_before(sent: Sent, token: str) -> Step | None:
    found = SentUpdate.objects.filter(sent=sent, token=token).select_related("step").first()
    return found.step if found else None


def _write(sent: Sent, token: str, update: Update, key: ApiKey) -> Step:
    try:
        with transaction.atomic():
            _act(sent.matter, update, key)
            step = sent.matter.steps.order_by("-pk")[0]
            SentUpdate.objects.create(sent=sent, token=token, step=step)
            note_use(key)
            return step
    except IntegrityError:
        if (step_before := _written_before(sent, token)) is not None:  # the same update arrived twice at once
            return step_before
        raise


def _act(matter: Matter, update: Update, key: ApiKey) -> None:
    """Raises Refused for an update that says nothing, or that somebody else adds to a closed matter."""
    by = actor_of(key)
    if update.is_theirs and matter.is_over and update.status in STILL_OPEN:
        reopen_matter(matter, reason=update.text, by=by, by_asker=True)
        return
    is_word = update.is_theirs and update.status in SOLVED
    if not is_word or ((update.text or update.pictures) and not matter.is_over):
        _add(matter, update, key)
    if is_word:
        words = update.text[:PART] if matter.is_over else ""
        say(matter, Word(Matter.Channel.PROGRAM, Feedback.Solved.YES, words=words), by=by)


def _add(matter: Matter, update: Update, key: ApiKey) -> None:
    """A long text is written down in parts, so that nothing of it is lost."""
    parts = [update.text[at : at + PART] for at in range(0, len(update.text), PART)] or [""]
    for number, part in enumerate(parts):
        add_word_of_asker(matter, part, by=actor_of(key), pictures=() if number else update.pictures)
