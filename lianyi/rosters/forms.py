"""What is asked for a file to import and for a list to export."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.offering import choices_of, rows_of
from lianyi.places.forms import DayInput
from lianyi.places.models import Place
from lianyi.places.queries import communities, places_below
from lianyi.rosters.models import Upload
from lianyi.rosters.wording import finding_text
from lianyi.scope import Actor
from lianyi.sheets.columns import Layout
from lianyi.sheets.limits import DEFAULT_LIMITS, check_size
from lianyi.sheets.problems import UnreadableFile

ACCEPTED = ".xlsx,.xls,.csv"
NAMES_NOBODY = ("places", "organisations")  # layouts on which no person of the register stands


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


def _has_buildings(community: Place) -> bool:
    return places_below(community, on=today(), kind=Place.Kind.BUILDING).exists()


class SheetField(forms.FileField):
    """`announced` is the size of a file that was dropped on its way because it is too large, 0 for none."""

    announced = 0

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        if self.announced:
            self._check(self.announced)
        file: UploadedFile = super().clean(data, initial)
        self._check(file.size or 0)
        return file

    @staticmethod
    def _check(size: int) -> None:
        try:
            check_size(size)
        except UnreadableFile as fault:
            raise forms.ValidationError(finding_text(fault.code, fault.params, get_language() or "")) from fault


class ImportForm(CommunityForm):
    file = SheetField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Excel (.xlsx, .xls) or CSV, at most %(megabytes)s MB, with the headings you always use."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": gettext_lazy("Please choose a file.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Upload.Kind.choices, widget=forms.RadioSelect)
    list_date = forms.DateField(
        label=gettext_lazy("The list is true on"),
        help_text=gettext_lazy("New memberships, homes and contacts are entered from this day on."),
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
        file = self.fields["file"]
        file.help_text = file.help_text % {"megabytes": DEFAULT_LIMITS.bytes // 1_000_000}
        file.announced = size_announced  # type: ignore[attr-defined]
        # Where nothing has been entered yet, no address could be found, and every home would be left out.
        offered = rows_of(self, "community").queryset or ()
        self.fields["make_places"].initial = not any(_has_buildings(community) for community in offered)

    @property
    def limit(self) -> int:
        """In bytes, for the check before sending."""
        return DEFAULT_LIMITS.bytes

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
        choices_of(self, "columns").choices = offered
        self.fields["columns"].initial = keys
        if layout.name in NAMES_NOBODY:
            self.fields["purpose"].help_text = _("Kept in the journal and printed on the sheet.")
