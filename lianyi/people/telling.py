"""What the people registry tells on the page of a place, and among what is held about a person."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianyi.dated import today
from lianyi.people.dossier import Line, Section
from lianyi.people.models import CorrectionRequest
from lianyi.people.queries import people
from lianyi.places.models import Place
from lianyi.places.queries import community_of
from lianyi.places.reach import Block, Link
from lianyi.scope import Actor


def people_here(place: Place, for_: Actor, on: date) -> Block:
    """How many people of the register live at a place, with the way to their list."""
    community = community_of(place)
    links: tuple[Link, ...] = ()
    if community and for_.works_for(community.pk):
        within = None if place == community else place
        count = people(for_=for_, community=community, on=on if on != today() else None, within=within).count()
        text = ngettext("%(count)d person lives here", "%(count)d people live here", count) % {"count": count}
        url = f"{reverse('people:list')}?community={community.pk}&within={place.pk}&on={on}"
        links = (Link(text, url),) if count else ()
    return Block(_("People of the register"), links, _("Nobody of the register lives here."))


def corrections(person_id: int, for_: Actor) -> Section:
    """What somebody asked to have corrected, and what became of it; the way to the answer for those who give it."""
    found = CorrectionRequest.objects.filter(person=person_id).select_related("person")
    data = [{"at": one.at.isoformat(), "text": one.text, "state": one.state, "answer": one.answer} for one in found]
    return Section("corrections", _("Asked to be corrected"), tuple(_line(one, for_) for one in found), data)


def _line(asked: CorrectionRequest, for_: Actor) -> Line:
    is_open = asked.state == CorrectionRequest.State.WAITING and for_.works_for(asked.person.community_id)
    url = reverse("people:answer_correction", args=[asked.pk]) if is_open else ""
    day = asked.at.astimezone().strftime("%Y-%m-%d")
    text = f"{asked.text} → {asked.answer}" if asked.answer else asked.text
    return Line(f"{day} · {asked.get_state_display()}", text, url)
