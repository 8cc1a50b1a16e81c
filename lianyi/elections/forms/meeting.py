"""What is typed at the meeting."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.elections.actions.meeting import Named
from lianyi.elections.evening import TELLERS
from lianyi.elections.models import Elector, Official


class NumberForm(forms.Form):
    """One count of ballots or people."""

    count = forms.IntegerField(min_value=0, max_value=99_999)


class OfficialsForm(forms.Form):
    """Who watches and who counts: a number or a name of the list, or anybody else's name."""

    scrutineer = forms.CharField(label=gettext_lazy("Scrutineer"), max_length=60, required=False)
    teller_1 = forms.CharField(label=gettext_lazy("Teller 1"), max_length=60)
    teller_2 = forms.CharField(label=gettext_lazy("Teller 2"), max_length=60)

    def __init__(self, *args: object, electors: list[Elector], officials: list[Official], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.electors = electors
        for official in officials:
            name = f"teller_{official.seat}" if official.seat else "scrutineer"
            self.initial[name] = str(official)
        for field in self.fields.values():
            field.widget.attrs |= {"list": "electors", "autocomplete": "off"}

    @property
    def named(self) -> list[Named]:
        tasks = [(Official.Task.TELLER, seat, f"teller_{seat}") for seat in TELLERS]
        tasks.insert(0, (Official.Task.SCRUTINEER, 0, "scrutineer"))
        found = [(task, seat, self.cleaned_data.get(name, "").strip()) for task, seat, name in tasks]
        return [self._named(task, seat or None, typed) for task, seat, typed in found if typed]

    def clean(self) -> None:
        for name, typed in self.cleaned_data.items():
            same = [elector for elector in self.electors if elector.person.name == str(typed).strip()]
            if len(same) > 1:
                self.add_error(name, _("Several people have this name. Please enter the number on the list."))

    def _named(self, task: str, seat: int | None, typed: str) -> Named:
        number = re.match(r"\d+", typed)
        for elector in self.electors:
            if elector.person.name == typed or (number and elector.number == int(number.group())):
                return Named(task, elector.person_id, seat=seat)
        return Named(task, None, typed, seat)
