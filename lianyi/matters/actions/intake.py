"""Taking a matter in: whichever way it comes, it is written down once, goes to somebody, and has a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi import codes
from lianyi.dated import now, today
from lianyi.matters import routing, words
from lianyi.matters.deadlines import deadlines
from lianyi.matters.models import Asker, Gram, Hop, Matter, Picture
from lianyi.matters.rates.events import Event, What
from lianyi.matters.telling import tell
from lianyi.organisations.models import Group
from lianyi.people.models import Person
from lianyi.photographs import Photograph
from lianyi.places.models import Place
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, OutOfScope, Refused, Role
from lianyi.statements import Together, add_once

USE = "matters"  # keeps the codes of matters apart from those of other things
MOST_PICTURES = 4
MOST_TEXT = 6000  # other systems may send more than a form here asks for
_GRAMS = f"INSERT INTO {Gram._meta.db_table} (community_id, text, matter_id) VALUES "  # noqa: S608 (our own table)


@dataclass(frozen=True)
class Whose:
    """Who raised it, and how they are reached: as much as they tell. Empty: nobody knows, the topic alone."""

    name: str = ""
    phone: str = ""
    email: str = ""
    person: Person | None = None

    def __bool__(self) -> bool:
        return bool(self.name or self.phone or self.email or self.person)


@dataclass(frozen=True)
class Told:
    """What somebody told. `send_key` is what the form was sent with: the same key again is the same matter.

    `received_on` is the day a paper card came in, when it is keyed in later: the clock runs from then.
    """

    topic: str
    channel: str
    text: str = ""
    kind: str = Matter.Kind.HELP
    workspace: str = Matter.Workspace.SERVICE
    subject: Subject | None = None
    place: Place | None = None
    is_public: bool = False
    whose: Whose = field(default_factory=Whose)
    group: Group | None = None
    occasion: str = ""
    source: str = ""
    send_key: str | None = None
    pictures: tuple[Photograph, ...] = ()
    received_on: date | None = None


@dataclass(frozen=True)
class Opened:
    """A matter with the code that opens it (ten characters, without a hyphen), and whether it was here before."""

    matter: Matter
    code: str
    is_known: bool = False


def open_matter(community: Place, told: Told, *, by: Actor) -> Opened:
    """Takes a matter in. What was sent twice with the same key is one matter, and answers with the same code.

    Raises Refused when it says nothing, or has more pictures than are taken; OutOfScope when this account takes in
    nothing for the community or the workspace.
    """
    _require_taker(community, told, by)
    if not told.topic.strip():
        raise Refused(_("Please write in one line what it is about."))
    if len(told.pictures) > MOST_PICTURES:
        raise Refused(_("Please choose at most %(count)d pictures.") % {"count": MOST_PICTURES})
    return _open(community, told, by)


def code_of(matter: Matter) -> str:
    return codes.code_of(matter.nonce, use=USE)


@transaction.atomic
def _open(community: Place, told: Told, by: Actor) -> Opened:
    moment = _received(told)
    received = timezone.localtime(moment).date()
    limits = deadlines(received)
    routed = routing.route(told.subject, at=told.place or community)
    body = routed.body if told.workspace == Matter.Workspace.SERVICE else None
    nonce = codes.new_nonce()
    code = codes.code_of(nonce, use=USE)
    is_ours = by.user_id is not None and not by.is_(Role.RESIDENT)
    matter = Matter(
        community=community,
        workspace=told.workspace,
        kind=told.kind,
        channel=told.channel,
        topic=" ".join(told.topic.split())[:120],
        text=told.text.strip()[:MOST_TEXT],
        subject=told.subject,
        place=told.place,
        is_public=told.is_public,
        group=told.group,
        occasion=told.occasion.strip(),
        source=told.source,
        body=body,
        contact_id=by.user_id if is_ours else None,
        opened_at=moment,
        moved_on=received,
        respond_by=limits.respond_by,
        due_on=limits.due_on,
        nonce=nonce,
        code_digest=codes.digest_of(code, use=USE),
        send_key=told.send_key,
    )
    if not add_once(matter, "send_key"):  # sent before, or twice at once
        same = Matter.objects.get(send_key=told.send_key)
        return Opened(same, code_of(same), is_known=True)
    written = Together()
    if told.whose:
        name, phone, whose = told.whose.name.strip(), told.whose.phone.strip(), told.whose
        written.add([Asker(matter=matter, person=whose.person, name=name, phone=phone, email=whose.email)])
    reason = routed.reason[:300]
    written.add([Hop(matter=matter, organisation=body, began_at=moment, cause=Hop.Cause.INTAKE, reason=reason)])
    _index(matter, written)
    if told.pictures:
        Picture.objects.bulk_create(
            [
                Picture(
                    matter=matter, at=moment, jpeg=one.jpeg, thumbnail=one.thumbnail, width=one.width, height=one.height
                )
                for one in told.pictures
            ]
        )
    facts = {"channel": told.channel, "kind": told.kind, "workspace": told.workspace}
    events = (Event(What.RECEIVED, received), Event(What.DUE, matter.respond_by))
    person_id = told.whose.person.pk if told.whose.person else None
    tell("matter.opened", matter, by=by, after=facts, events=events, person_id=person_id, along=written)
    return Opened(matter, code)


def index(matter: Matter) -> None:
    """Renews the words by which a matter is found."""
    Gram.objects.filter(matter=matter).delete()
    written = Together()
    _index(matter, written)
    written.send()


def _index(matter: Matter, written: Together) -> None:
    grams = words.grams(matter.topic)
    if grams:
        values = [value for text in grams for value in (matter.community_id, text, matter.pk)]
        written.execute(_GRAMS + ", ".join(["(%s, %s, %s)"] * len(grams)), values)


def _received(told: Told) -> datetime:
    """When it came in: now, or at noon of the day that stands on the card."""
    if told.received_on is None or told.received_on == today():
        return now()
    if told.received_on > today():
        raise Refused(_("This day lies in the future."))
    return timezone.make_aware(datetime.combine(told.received_on, time(12)))


def _require_taker(community: Place, told: Told, by: Actor) -> None:
    """Anybody may raise a matter for themselves; who writes one down for somebody works where it is raised."""
    if told.channel in (Matter.Channel.WEB, Matter.Channel.PROGRAM) or by.is_(Role.SYSTEM):
        return
    of_staff = told.workspace == Matter.Workspace.SERVICE and by.works_for(community.pk)
    of_committee = told.workspace == Matter.Workspace.SELF and (
        by.is_(Role.COMMITTEE) and community.pk in by.committee_ids
    )
    of_group = told.group is not None and by.is_(Role.SECRETARY) and told.group.pk in by.group_ids
    if not (of_staff or of_committee or of_group):
        raise OutOfScope
