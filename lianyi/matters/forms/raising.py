"""What is asked of somebody who raises a matter: little is needed, nothing about themselves."""

from __future__ import annotations

import re
import secrets
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.dated import today
from lianyi.matters.actions.intake import Told, Whose
from lianyi.matters.models import Matter
from lianyi.matters.queries.subjects import likely_subjects
from lianyi.matters.routing import Routed, route
from lianyi.offering import choices_of, rows_of
from lianyi.people.models import Person
from lianyi.people.queries import person
from lianyi.photographs import Photograph
from lianyi.places.models import Place
from lianyi.places.queries import addresses, at_address, community_on
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import subject_on
from lianyi.scope import Actor, OutOfScope

NONE = "none"  # chosen: none of those that are offered
MOST_OFFERED = 6
_KEY = re.compile(r"[0-9a-f]{32}")


class Words(forms.CharField):
    """Several lines. A line's end counts once, as the browser counts it, not twice, as it sends it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class Offered(forms.ChoiceField):
    """One of what is offered for what was typed. What no longer is offered is no fault: it is not chosen."""

    widget = forms.RadioSelect

    def valid_value(self, value: str) -> bool:
        return True


class CommunityField(forms.ModelChoiceField):
    """A community of today. What was chosen is looked up by its key; all are read only where they are shown."""

    def to_python(self, value: Any) -> Place | None:
        if value in self.empty_values:
            return None
        self.validate_no_null_characters(value)
        found = community_on(int(value), on=today()) if _is_key(value) else None
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return found


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
    community = CommunityField(
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
    place = Offered(label=gettext_lazy("Which of these?"), required=False)
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
    subject = Offered(label=gettext_lazy("Is it one of these?"), required=False)
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
        self._at = at
        self._ways: dict[str, Routed] = {}

    @property
    def similar_to(self) -> tuple[str, Place, Place | None]:
        """What to look for among the open matters: topic, community, place."""
        told = self.cleaned_data
        return told["topic"], told["community"], self.chosen_place

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places of the list that may be meant by what was typed. Empty before the form is cleaned."""
        community, where = self._community, self._typed("where")
        found = at_address(community, where, on=today()) if community and where else []
        if len(found) > 1:  # homes are offered to nobody to look through
            found = [one for one in found if one.kind != Place.Kind.UNIT][:MOST_OFFERED]
        return {str(one.pk): one for one in found}

    @cached_property
    def subjects(self) -> list[tuple[Subject, bool]]:
        """The subjects it may be about, with whether it surely is that one."""
        topic, about = self._typed("topic"), self._typed("about")
        return likely_subjects(topic, about) if self._community else []

    @cached_property
    def chosen_place(self) -> Place | None:
        """What was chosen of what is offered; where nothing was, the only one that may be meant."""
        chosen = self.data.get("place")
        if chosen in (*self.places, NONE):
            return self.places.get(str(chosen))
        return next(iter(self.places.values())) if len(self.places) == 1 else None

    @cached_property
    def chosen_subject(self) -> Subject | None:
        """What was chosen, while somebody needs it; where nothing was, what it surely is about.

        Before it is sent, only what is offered counts as chosen: the topic may have become another.
        """
        chosen = self.data.get("subject", "")
        if chosen == NONE or self._community is None:
            return None
        if "send" in self.data and _is_key(chosen) and (found := subject_on(int(chosen), on=today())):
            return found
        offered = {str(one.pk): one for one, _is_sure in self.subjects}
        return offered.get(chosen) or next((one for one, is_sure in self.subjects if is_sure), None)

    @property
    def chosen_way(self) -> tuple[Subject, Routed] | None:
        """The subject chosen, and whom it goes to. Only once it was offered."""
        chosen = self.chosen_subject
        return (chosen, self._ways[str(chosen.pk)]) if chosen else None

    def told(self, pictures: tuple[Photograph, ...]) -> Told:
        told = self.cleaned_data
        return Told(
            told["topic"],
            Matter.Channel.WEB,
            text=self._text(),
            kind=told["kind"],
            subject=self.chosen_subject,
            place=self.chosen_place,
            is_public=told["is_public"],
            whose=self.whose,
            send_key=told["send_key"],
            pictures=pictures,
        )

    def offer(self) -> None:
        """Fills in what there is to choose from. Only a page that shows the form needs it; what is sent does not."""
        here = Place.objects.on(today()).filter(kind=Place.Kind.COMMUNITY).order_by("sort_key", "pk")
        rows_of(self, "community").queryset = here
        if not self.is_bound:
            self.fields["community"].initial = self._home(list(here[:2]))
            return
        self.is_valid()  # a page that shows it may be the first that asks
        self._offer_places()
        self._offer_subjects()
        place, subject = self.chosen_place, self.chosen_subject
        data = cast(QueryDict, self.data).copy()
        data["place"], data["subject"] = (str(one.pk) if one else NONE for one in (place, subject))
        self.data = data

    def _offer_places(self) -> None:
        texts = addresses(one.pk for one in self.places.values())
        choices_of(self, "place").choices = [
            *((key, texts[one.pk]) for key, one in self.places.items()),
            (NONE, _("another place, as I wrote it")),
        ]

    def _offer_subjects(self) -> None:
        at = self.chosen_place or self._community
        offered = [one for one, _is_sure in self.subjects]
        if self.chosen_subject and self.chosen_subject not in offered:
            offered.insert(0, self.chosen_subject)
        if at is not None:
            self._ways = {str(one.pk): route(one, at=at) for one in offered}
        choices_of(self, "subject").choices = [
            *((str(one.pk), _goes_to(one, self._ways[str(one.pk)])) for one in offered),
            (NONE, _("I do not know, or something else: the office looks at it first")),
        ]

    @property
    def _community(self) -> Place | None:
        return self.cleaned_data.get("community") if hasattr(self, "cleaned_data") else None

    def _typed(self, name: str) -> str:
        """What stands in a field, right or wrong, as far as a database can be asked for it."""
        typed = " ".join(self.data.get(name, "").split())[:120]
        return "" if "\0" in typed else typed

    def _text(self) -> str:
        """What was written; and where it is in their own words, when no place of the list is meant by it."""
        text, where = self.cleaned_data["text"].strip(), self.cleaned_data["where"].strip()
        if not where or self.chosen_place:
            return text
        place = _("Where: %(place)s") % {"place": where}
        return f"{text}\n{place}".strip()

    def _home(self, here: list[Place]) -> int | None:
        """The community that is likely meant: as a link said, the resident's own, or the only one."""
        if _is_key(self._at):
            return int(self._at)
        if self.record:
            return self.record.community_id
        return here[0].pk if len(here) == 1 else None


def record_of(actor: Actor) -> Person | None:
    """The record of the resident who is signed in."""
    try:
        return person(actor.person_id, for_=actor) if actor.person_id else None
    except OutOfScope:
        return None


def _goes_to(subject: Subject, routed: Routed) -> str:
    body = routed.body.name if routed.body else _("the office of the community")
    return f"{subject.shown_name} → {body}"


def _is_key(typed: str) -> bool:
    """Whether it may be the key of a row."""
    return typed.isdecimal() and len(typed) < 18
