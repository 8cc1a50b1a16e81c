"""What is asked for a file to import and for a list to export."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.places.forms import DayInput
from lianyi.places.models import Place
from lianyi.places.queries import communities
from lianyi.rosters.models import Upload
from lianyi.rosters.wording import finding_text
from lianyi.scope import Actor
from lianyi.sheets.columns import Layout
from lianyi.sheets.limits import DEFAULT_LIMITS, check_size
from lianyi.sheets.problems import UnreadableFile

ACCEPTED = ".xlsx,.xls,.csv"


class CommunityForm(forms.Form):
    """Asks for the community only when there is a choice."""

    community = forms.ModelChoiceField(Place.objects.none(), label=gettext_lazy("Community"), empty_label=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = communities(actor).filter(pk__in=actor.community_ids)
        field = self.fields["community"]
        field.queryset = mine  # type: ignore[attr-defined]
        field.initial = mine.first()
        if mine.count() < 2:
            field.widget = forms.HiddenInput()


class ImportForm(CommunityForm):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls) or CSV, at most %(megabytes)s MB, with the headings you always use."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Upload.Kind.choices, widget=forms.RadioSelect)
    list_date = forms.DateField(
        label=gettext_lazy("The list is true on"),
        help_text=gettext_lazy("New memberships and homes are entered from this day on."),
        initial=today,
        widget=DayInput,
    )
    make_places = forms.BooleanField(
        label=gettext_lazy("Create missing buildings and homes"),
        help_text=gettext_lazy("Otherwise an address that is not on record is left out, and you are told."),
        required=False,
    )

    def __init__(self, *args: Any, size_announced: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, initial={"kind": Upload.Kind.ROSTER}, **kwargs)
        self._size_announced = size_announced
        help_text = self.fields["file"].help_text
        self.fields["file"].help_text = help_text % {"megabytes": DEFAULT_LIMITS.bytes // 1_000_000}

    @property
    def limit(self) -> int:
        """In bytes, for the check before sending."""
        return DEFAULT_LIMITS.bytes

    def clean_file(self) -> UploadedFile:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None and not self._size_announced:
            raise forms.ValidationError(_("Please choose a file."))
        try:
            check_size(self._size_announced or (file.size if file else 0) or 0)
        except UnreadableFile as fault:
            raise forms.ValidationError(finding_text(fault.code, fault.params, get_language() or "")) from fault
        assert file is not None
        return file

    def clean_list_date(self) -> date:
        day: date = self.cleaned_data["list_date"]
        if day > today():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class ExportForm(CommunityForm):
    """`columns` offers those of one kind of list; changing the kind is a link of its own."""

    on = forms.DateField(label=gettext_lazy("As of"), initial=today, widget=DayInput)
    columns = forms.MultipleChoiceField(label=gettext_lazy("Columns"), widget=forms.CheckboxSelectMultiple)
    purpose = forms.CharField(
        label=gettext_lazy("What is it for?"),
        help_text=gettext_lazy("Kept in the journal and printed on the sheet. Everybody on the list can see it."),
        max_length=200,
    )

    def __init__(self, *args: Any, layout: Layout, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        offered = [(key, layout.column(key).heading(language)) for key in keys]
        self.fields["columns"].choices = offered  # type: ignore[attr-defined]
        self.fields["columns"].initial = keys
