"""What is filled in to change a day of the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.workdays.queries import day_set

WORKS, OFF, ANNOUNCED = "works", "off", "announced"


class DayForm(forms.Form):
    """A day, and what it is. Where it goes back to what was announced no source is needed."""

    day = forms.DateField(label=_("day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    what = forms.ChoiceField(
        label=_("what it is"),
        choices=[(WORKS, _("A working day")), (OFF, _("A day off")), (ANNOUNCED, _("As announced"))],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("source"), max_length=200, required=False, help_text=_("The notice or decision that says so.")
    )
    note = forms.CharField(label=_("note"), max_length=200, required=False)
    asked = ("source",)

    @classmethod
    def of(cls, day: date | None, data: Any = None) -> DayForm:
        """The form as it stands for a day."""
        row = day_set(day) if day else None
        initial: dict[str, object] = {"day": day}
        if row:
            initial |= {"what": WORKS if row.is_working else OFF, "source": row.source, "note": row.note}
        return cls(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("what") in (WORKS, OFF) and not data.get("source"):
            self.add_error("source", _("Please enter where that stands."))
        return data
