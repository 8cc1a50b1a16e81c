"""POST requests: another system sends a matter in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import now
from lianyi.matters.actions.intake import MOST_TEXT, Opened, Told, Whose, open_matter
from lianyi.matters.models import Matter
from lianyi.openapi.actions import note_use
from lianyi.openapi.models import ApiKey, Sent
from lianyi.openapi.open311.asking import Asked, clean
from lianyi.openapi.open311.attributes import answers_of
from lianyi.openapi.open311.documents import Document
from lianyi.openapi.open311.faults import Fault
from lianyi.openapi.open311.locating import Located, located
from lianyi.openapi.open311.services import name_of, service_meant
from lianyi.photographs import Photograph
from lianyi.places.models import Place
from lianyi.scope import Actor

LONGEST_DESCRIPTION, LONGEST_TOPIC, LONGEST_ADDRESS, LONGEST_TOKEN, LONGEST_NAME = 4000, 120, 500, 64, 29
MOST_MEDIA = 5  # addresses of pictures
AT_ONCE = 60  # seconds within which the same words with the same key are the same matter
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Sender:
    """Who sends: with which key, for the community of which jurisdiction, and what they call what they send."""

    key: ApiKey
    named: Place | None = None
    token: str = ""


def send(asked: Asked, sender: Sender, *, pictures: tuple[Photograph, ...] = ()) -> Opened:
    """Takes the matter in. What was sent twice is one matter: at any time with the same token, else within a minute."""
    key = sender.key
    subject = service_meant(asked)
    where = located(asked, key, sender.named)
    answers = answers_of(asked)
    description = asked.text("description", most=LONGEST_DESCRIPTION)
    told = Told(
        topic=_topic(asked, description) or name_of(subject),
        channel=Matter.Channel.PROGRAM,
        text=_text(asked, description, where, answers.lines),
        kind=answers.kind,
        subject=subject,
        place=where.place,
        is_public=key.is_public if answers.is_public is None else answers.is_public,
        whose=_whose(asked),
        source=key.name,
        send_key=_send_key(told_in(asked, pictures), sender),
        pictures=pictures,
    )
    with transaction.atomic():
        opened = open_matter(where.community, told, by=actor_of(key))
        Sent.objects.get_or_create(matter=opened.matter, defaults={"key": key, "token": sender.token})
        note_use(key)
    return opened


def actor_of(key: ApiKey) -> Actor:
    """As whom another system acts: nobody who signed in, but named in the journal."""
    return Actor(name=key.name)


def token_of(asked: Asked, header: str) -> str:
    """What the sender calls it, so that it can be sent again without harm: `Idempotency-Key` or mySociety's number."""
    token = clean(header) or asked.text("service_request_id_ext", most=LONGEST_TOKEN)
    if len(token) > LONGEST_TOKEN:
        raise Fault(_("%(name)s is too long: at most %(most)d characters.") % _words("Idempotency-Key", LONGEST_TOKEN))
    return token


def answered(opened: Opened, notice: str) -> Document:
    return Document(
        "service_requests",
        [{"service_request_id": opened.matter.number, "service_notice": notice, "account_id": None}],
    )


def notice_of(opened: Opened, address: str, *more: str) -> str:
    """Why it goes where it goes, and with which code whoever raised it follows it and says how it went."""
    first = opened.matter.hops.first()
    words = {"address": address, "code": codes.shown(opened.code)}
    follow = _("Follow it at %(address)s with the code %(code)s.") % words
    return " ".join([*([first.reason] if first and first.reason else []), follow, *more])


def _topic(asked: Asked, description: str) -> str:
    """The title that some clients send, or the first line."""
    return (asked.text("title", most=LONGEST_DESCRIPTION) or description).strip().partition("\n")[0][:LONGEST_TOPIC]


def media_lines(asked: Asked) -> list[str]:
    """The addresses of pictures that were sent. Nothing is fetched from them."""
    media = asked.fields.get("media_url", [])
    if len(media) > MOST_MEDIA or any(len(one) > LONGEST_ADDRESS for one in media):
        raise Fault(_("Please send at most %(count)d addresses of pictures.") % {"count": MOST_MEDIA})
    return [_("Picture or other file (not fetched)") + _(": ") + one for one in media]


def _text(asked: Asked, description: str, where: Located, lines: list[str]) -> str:
    """All that was said, in the order in which somebody reads it. Raises Fault when it is more than can be kept."""
    further = "\n".join([*where.lines, *lines, *media_lines(asked)])
    found = "\n\n".join(part for part in (description, further) if part)
    if len(found) > MOST_TEXT:
        raise Fault(_("This is too much text: at most %(most)d characters in all.") % {"most": MOST_TEXT})
    return found


def _whose(asked: Asked) -> Whose:
    """Who raised it. A device is nobody we need to know, and accounts of other systems are theirs."""
    first, last = asked.text("first_name", most=LONGEST_NAME), asked.text("last_name", most=LONGEST_NAME)
    name = f"{last}{first}" if _HAN.search(first + last) else f"{first} {last}".strip()
    return Whose(name=name, phone=asked.text("phone", most=40), email=asked.text("email", most=120))


def _words(name: str, most: int) -> dict[str, object]:
    return {"name": name, "most": most}


def told_in(asked: Asked, pictures: tuple[Photograph, ...]) -> str:
    """All that was sent but the key, in one order: what differs in a word or a picture is not the same."""
    told = sorted((name, value) for name, values in asked.fields.items() if name != "api_key" for value in values)
    return repr([*told, *(sha256(one.jpeg).hexdigest() for one in pictures)])


def _send_key(told: str, sender: Sender) -> str:
    """Names what was sent: the same at any time with a token, else for a minute after it came in first."""
    named = f"{sender.key.pk}/{sender.token}/{told}"
    if sender.token:
        return _key_of(named)
    minute = int(now().timestamp()) // AT_ONCE
    earlier = _key_of(f"{named}/{minute - 1}")
    since = now() - timedelta(seconds=AT_ONCE)
    if Matter.objects.filter(send_key=earlier, opened_at__gt=since).exists():
        return earlier
    return _key_of(f"{named}/{minute}")


def _key_of(text: str) -> str:
    return codes.keyed("open311.sent", text).hex()[:32]
