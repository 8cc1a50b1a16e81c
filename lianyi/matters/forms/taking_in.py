"""What is filled in when somebody else's matter is taken in: by telephone, at the counter, from a paper card."""

from __future__ import annotations

import re
import secrets
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.dated import today
from lianyi.matters.actions.intake import Told, Whose
from lianyi.matters.forms.seeking import LookUp, SubjectField, place_field
from lianyi.matters.models import Matter
from lianyi.matters.queries.hands import Desk, desks
from lianyi.offering import choices_of
from lianyi.people.forms import AddressField
from lianyi.people.models import Person
from lianyi.people.queries import person
from lianyi.places.forms import DayField
from lianyi.scope import Actor, OutOfScope

CHANNELS = (Matter.Channel.TELEPHONE, Matter.Channel.COUNTER, Matter.Channel.PAPER)
_KEY = re.compile(r"[0-9a-f]{32}")


class DeskForm(forms.Form):
    """A form that is filled in at one of the desks of an account. Who has one alone is not asked at which."""

    desk = forms.ChoiceField(label=pgettext_lazy("matters", "taken in for"))
    send_key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, desk: Desk, with_groups: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.at = actor, desk
        mine = desks(actor, with_groups=with_groups)
        choices_of(self, "desk").choices = [(one.key, one.name) for one in mine]
        self.fields["desk"].initial = desk.key
        if len(mine) == 1:
            self.fields["desk"].widget = forms.HiddenInput()
        self.fields["send_key"].initial = secrets.token_hex(16)

    def clean_send_key(self) -> str:
        key: str = self.cleaned_data["send_key"]
        return key if _KEY.fullmatch(key) else secrets.token_hex(16)


class TakeInForm(DeskForm):
    """The operator's screen. `behind` is the number key of a matter that this person stands behind instead."""

    topic = forms.CharField(label=gettext_lazy("what it is about, in one line"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("what happened, and what they wish"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = place_field(label=gettext_lazy("where it is"))
    subject = SubjectField(label=gettext_lazy("subject"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("kind"), choices=Matter.Kind.choices, initial=Matter.Kind.HELP)
    name = forms.CharField(label=pgettext_lazy("person", "name"), max_length=60, required=False)
    phone = forms.CharField(
        label=gettext_lazy("telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    is_public = forms.BooleanField(label=gettext_lazy("Neighbours may see what it is about"), required=False)
    received_on = DayField(label=gettext_lazy("day on the card"), initial=today, required=False)
    behind = forms.CharField(required=False, widget=forms.HiddenInput, max_length=18)
    alike = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channel = channel
        cast(AddressField, self.fields["place"]).community = self.at.community
        if channel != Matter.Channel.PAPER:
            del self.fields["received_on"]
        if self.has_register:
            self.fields["name"].widget = LookUp("people", key_name="person", maxlength=60)

    @property
    def has_register(self) -> bool:
        """Whether people are found in the register: for those who work with it."""
        return self.actor.works_for(self.at.community.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["who"] = self._found()
        if data.get("behind") and not (data.get("name") or data.get("phone")):
            self.add_error("name", _("Please write a name or a telephone number."))
        return data

    def whose(self) -> Whose:
        given, who = self.cleaned_data, self.cleaned_data["who"]
        return Whose(given["name"], given["phone"] or (who.phone if who else ""), person=who)

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(
            topic=given["topic"],
            channel=self.channel,
            text=given["text"],
            kind=given["kind"],
            workspace=self.at.workspace,
            subject=given["subject"],
            place=given["place"],
            is_public=given["is_public"],
            whose=self.whose(),
            send_key=given["send_key"],
            received_on=given.get("received_on"),
        )

    def _found(self) -> Person | None:
        """Whom of the register was chosen, as long as the name is still theirs."""
        key = self.data.get("person", "") if self.has_register else ""
        if not (key.isdecimal() and len(key) < 19):
            return None
        try:
            found = person(int(key), for_=self.actor)
        except OutOfScope:
            return None
        is_theirs = found.name == self.cleaned_data.get("name") and found.community_id == self.at.community.pk
        return found if is_theirs else None
