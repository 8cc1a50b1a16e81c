"""Fields in which something is found as one types: a subject, a place, somebody of the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.people.forms import AddressField
from lianyi.responsibilities.models import Subject
from lianyi.responsibilities.queries import subjects


class LookUp(forms.TextInput):
    """A text field below which the site proposes what matches. Without scripts it is a text field."""

    template_name = "matters/desk/look_up.html"

    def __init__(self, what: str, *, key_name: str = "", **attrs: Any) -> None:
        super().__init__(attrs={"autocomplete": "off", **attrs})
        self.what, self.key_name = what, key_name

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = {"url": reverse("matters:find", args=[self.what]), "key_name": self.key_name}
        return {**context, "look_up": found}


class SubjectField(forms.CharField):
    """A subject by its name, by other words for it, or by its pinyin, where these fit one alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=80, widget=LookUp("subjects"), **kwargs)

    def clean(self, value: Any) -> Subject | None:
        text = super().clean(value)
        if not text:
            return None
        found = list(subjects(words=text, on=today())[:20])
        exact = [one for one in found if text in (one.name, one.name_en)]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found and self.required:
            raise ValidationError(
                _("There is no such subject. Please try another word, or ask for it to be put on the list.")
            )
        if not found:
            raise ValidationError(_("There is no such subject. You can leave it empty and choose it later."))
        names = "; ".join(one.shown_name for one in found[:5])
        raise ValidationError(_("Several subjects match: %(names)s") % {"names": names})

    def prepare_value(self, value: Any) -> Any:
        return value.shown_name if isinstance(value, Subject) else value


def place_field(**kwargs: Any) -> AddressField:
    """A place of the community by its address, in characters, pinyin or initials."""
    return AddressField(widget=LookUp("places"), required=False, **kwargs)
