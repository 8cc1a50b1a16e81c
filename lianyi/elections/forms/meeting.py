"""What is typed at the meeting."""

from __future__ import annotations

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
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
        self.found: dict[str, Elector | None] = {}
        for official in officials:
            name = f"teller_{official.seat}" if official.seat else "scrutineer"
            self.initial[name] = str(official)
        for field in self.fields.values():
            field.widget.attrs |= {"list": "electors", "autocomplete": "off"}

    @property
    def named(self) -> list[Named]:
        """Those typed, once the form is valid."""
        tasks: list[tuple[str, int | None, str]] = [(Official.Task.SCRUTINEER, None, "scrutineer")]
        tasks += [(Official.Task.TELLER, seat, f"teller_{seat}") for seat in TELLERS]
        return [
            self._named(task, seat, name, self.cleaned_data[name].strip())
            for task, seat, name in tasks
            if self.cleaned_data[name].strip()
        ]

    def clean(self) -> None:
        for name, typed in list(self.cleaned_data.items()):
            try:
                self.found[name] = self._found(_plain(typed))
            except ValidationError as problem:
                self.add_error(name, problem)

    def _named(self, task: str, seat: int | None, name: str, typed: str) -> Named:
        elector = self.found[name]
        return Named(task, elector.person_id, seat=seat) if elector else Named(task, None, typed, seat)

    def _found(self, typed: str) -> Elector | None:
        """Who of the list is meant by "12", "12 name" or a name; None for somebody from outside.

        A number at the beginning may belong to the name: the one of house 5 is not number 5 on the list.
        """
        same = [elector for elector in self.electors if typed and _plain(elector.person.name) == typed]
        if len(same) > 1:
            raise ValidationError(_("Several people have this name. Please enter the number on the list."))
        number, gap, name = _split(typed)
        if same or number is None:
            return same[0] if same else None
        elector = next((elector for elector in self.electors if elector.number == number), None)
        if elector and (not name or _plain(elector.person.name) == name):
            return elector
        if not name:
            raise ValidationError(_("There is no number %(value)s on the list.") % {"value": number})
        if gap:
            words = {"number": number, "name": name}
            raise ValidationError(_("Number %(number)s on the list is not %(name)s. Enter one or the other.") % words)
        return None


def _plain(typed: str) -> str:
    """A name as it is compared: characters of one width, no space more than one."""
    return " ".join(unicodedata.normalize("NFKC", typed).split())


def _split(typed: str) -> tuple[int | None, str, str]:
    """The number at the beginning, what divides it from the name, and the name."""
    parts = re.fullmatch(r"(\d{1,6})(\s*)(.*)", typed)
    return (int(parts[1]), parts[2], parts[3]) if parts else (None, "", typed)
