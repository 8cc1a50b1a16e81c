"""What is asked of somebody who raises a matter: little is needed, nothing about themselves."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.dated import today
from lianyi.matters.actions.intake import Told, Whose
from lianyi.matters.models import Matter
from lianyi.matters.queries.subjects import likely_subjects
from lianyi.matters.routing import Routed, route
from lianyi.offering import choices_of
from lianyi.people.models import Person
from lianyi.people.queries import person
from lianyi.photographs import Photograph
from lianyi.places.models import Place
from lianyi.places.queries import addresses, at_address
from lianyi.responsibilities.models import Subject
from lianyi.scope import Actor, OutOfScope

NONE = "none"  # chosen: none of those that are offered
MOST_OFFERED = 6
_KEY = re.compile(r"[0-9a-f]{32}")


class Words(forms.CharField):
    """Several lines. A line's end counts once, as the browser counts it, not twice, as it sends it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class WhoForm(forms.Form):
    """Who somebody is, as much as they like to tell. `record` is that of the resident who is signed in."""

    name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60, required=False)
    phone = forms.CharField(
        label=gettext_lazy("telephone"), max_length=40, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    send_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.record = record_of(actor)
        self.fields["send_key"].initial = secrets.token_hex(16)
        for name, remembered in (("name", "name"), ("phone", "tel"), ("email", "email")):
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = remembered
        if self.record:
            label = _("Put it beside my record (%(name)s): I find it again under “Mine”") % {"name": self.record.name}
            self.fields["is_mine"] = forms.BooleanField(label=label, required=False)

    def clean_send_key(self) -> str:
        """A key that is none is nobody's fault, and loses only that sending twice is noticed."""
        key: str = self.cleaned_data["send_key"]
        return key if _KEY.fullmatch(key) else secrets.token_hex(16)

    @property
    def whose(self) -> Whose:
        told = self.cleaned_data
        if self.record and told.get("is_mine"):
            name, phone = told["name"] or self.record.name, told["phone"] or self.record.phone
            return Whose(name, phone, told.get("email", ""), self.record)
        return Whose(told["name"], told["phone"], told.get("email", ""))

    @property
    def by(self) -> Actor:
        """As whom it is written down: nobody, unless somebody wishes it to stand beside their record."""
        whose = self.whose
        return Actor.bearer(whose.person.pk) if whose.person else Actor()


class RaiseForm(WhoForm):
    """The whole form. What is offered to choose from (`place`, `subject`) follows from what was typed."""

    topic = forms.CharField(
        label=gettext_lazy("What is it about, in one line?"),
        help_text=gettext_lazy("For example: the lamp at the door of building 3 is broken."),
        max_length=120,
        error_messages={"required": gettext_lazy("Please write in one line what it is about.")},
    )
    community = forms.ModelChoiceField(
        Place.objects.none(),
        label=gettext_lazy("In which community?"),
        empty_label=gettext_lazy("please choose"),
        error_messages={"required": gettext_lazy("Please choose the community.")},
    )
    where = forms.CharField(
        label=gettext_lazy("Where is it?"),
        help_text=gettext_lazy("As you would say it: the compound, the building. For example: Lakeside 3."),
        max_length=80,
        required=False,
    )
    place = forms.ChoiceField(label=gettext_lazy("Which of these?"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you want to say?"),
        choices=Matter.Kind.choices,
        initial=Matter.Kind.HELP,
        widget=forms.RadioSelect,
    )
    about = forms.CharField(
        label=gettext_lazy("Whose task may it be?"),
        help_text=gettext_lazy("A word is enough, for example: lamp. You need not know: we find out."),
        max_length=60,
        required=False,
    )
    subject = forms.ChoiceField(label=gettext_lazy("Is it one of these?"), required=False, widget=forms.RadioSelect)
    text = Words(
        label=gettext_lazy("What happened, and what do you wish?"),
        max_length=1900,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    email = forms.EmailField(label=gettext_lazy("e-mail"), max_length=120, required=False)
    is_public = forms.BooleanField(
        label=gettext_lazy("Neighbours may see what it is about and what was done, never who raised it"),
        help_text=gettext_lazy("Then others who have the same can stand behind it. You can change this at any time."),
        required=False,
    )
    field_order = ["topic", "community", "where", "place", "kind", "about", "subject", "text"]
    asked = ("topic",)

    def __init__(self, data: QueryDict | None = None, *args: Any, actor: Actor, at: str = "", **kwargs: Any) -> None:
        super().__init__(data, *args, actor=actor, **kwargs)
        here = Place.objects.on(today()).filter(kind=Place.Kind.COMMUNITY).order_by("sort_key", "pk")
        community = self.fields["community"]
        community.queryset = here  # type: ignore[attr-defined]
        community.initial = self._home(list(here[:2]), at)
        self.places: dict[str, Place] = {}
        self.subjects: dict[str, tuple[Subject, Routed]] = {}
        if data is not None:
            self._offer(data)

    @property
    def similar_to(self) -> tuple[str, Place, Place | None]:
        """What to look for among the open matters: topic, community, place."""
        told = self.cleaned_data
        return told["topic"], told["community"], self.chosen_place

    @property
    def chosen_place(self) -> Place | None:
        return self.places.get(self.cleaned_data.get("place", ""))

    @property
    def chosen_subject(self) -> tuple[Subject, Routed] | None:
        return self.subjects.get(self.cleaned_data.get("subject", ""))

    def told(self, pictures: tuple[Photograph, ...]) -> Told:
        told, subject = self.cleaned_data, self.chosen_subject
        return Told(
            told["topic"],
            Matter.Channel.WEB,
            text=self._text(),
            kind=told["kind"],
            subject=subject[0] if subject else None,
            place=self.chosen_place,
            is_public=told["is_public"],
            whose=self.whose,
            send_key=told["send_key"],
            pictures=pictures,
        )

    def _text(self) -> str:
        """What was written; and where it is in their own words, when no place of the list is meant by it."""
        text, where = self.cleaned_data["text"].strip(), self.cleaned_data["where"].strip()
        if not where or self.chosen_place:
            return text
        place = _("Where: %(place)s") % {"place": where}
        return f"{text}\n{place}".strip()

    def _home(self, here: list[Place], at: str) -> int | None:
        """The community that is likely meant: as a link said, the resident's own, or the only one."""
        if at.isdecimal() and len(at) < 18:
            return int(at)
        if self.record:
            return self.record.community_id
        return here[0].pk if len(here) == 1 else None

    def _offer(self, data: QueryDict) -> None:
        """Fills the choices, and chooses what is likely where nothing that is offered was chosen."""
        data = data.copy()
        community = self._community(data)
        where, about, topic = (" ".join(data.get(name, "").split())[:120] for name in ("where", "about", "topic"))
        if community and _is_plain(where + about + topic):
            self._offer_places(community, where, data)
            self._offer_subjects(community, topic, about, data)
        else:
            data["place"] = data["subject"] = ""
        self.data = data

    def _offer_places(self, community: Place, where: str, data: QueryDict) -> None:
        found = at_address(community, where, on=today()) if where else []
        if len(found) > 1:  # homes are offered to nobody to look through
            found = [one for one in found if one.kind != Place.Kind.UNIT][:MOST_OFFERED]
        self.places = {str(one.pk): one for one in found}
        texts = addresses(one.pk for one in found)
        choices_of(self, "place").choices = [
            *((key, texts[one.pk]) for key, one in self.places.items()),
            (NONE, _("another place, as I wrote it")),
        ]
        if data.get("place") not in (*self.places, NONE):
            data["place"] = next(iter(self.places)) if len(found) == 1 else NONE

    def _offer_subjects(self, community: Place, topic: str, about: str, data: QueryDict) -> None:
        found = likely_subjects(topic, about)
        at = self.places.get(str(data["place"])) or community
        self.subjects = {str(one.pk): (one, route(one, at=at)) for one, _is_sure in found}
        choices_of(self, "subject").choices = [
            *((key, _goes_to(one, routed)) for key, (one, routed) in self.subjects.items()),
            (NONE, _("I do not know, or something else: the office looks at it first")),
        ]
        if data.get("subject") not in (*self.subjects, NONE):
            data["subject"] = next((str(one.pk) for one, is_sure in found if is_sure), NONE)

    def _community(self, data: QueryDict) -> Place | None:
        try:
            return self.fields["community"].clean(data.get("community"))
        except forms.ValidationError:
            return None


def record_of(actor: Actor) -> Person | None:
    """The record of the resident who is signed in."""
    try:
        return person(actor.person_id, for_=actor) if actor.person_id else None
    except OutOfScope:
        return None


def _goes_to(subject: Subject, routed: Routed) -> str:
    body = routed.body.name if routed.body else _("the office of the community")
    return f"{subject.shown_name} → {body}"


def _is_plain(typed: str) -> bool:
    """Whether a database can be asked for it; the field itself says what is wrong otherwise."""
    return "\0" not in typed
