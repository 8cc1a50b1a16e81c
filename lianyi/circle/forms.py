"""What is asked for a file, a service point, a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from lianyi.circle import opening_times, walkers
from lianyi.circle.actions.computing import MOST_NEW, Question
from lianyi.circle.actions.files import MOST_BYTES, Wish
from lianyi.circle.actions.points import FacilityFacts
from lianyi.circle.categories import Measure, categories, category, minutes_of
from lianyi.circle.models import SYSTEMS, Candidate, Facility, SitePlan, Upload
from lianyi.circle.queries.data import unplaced_points
from lianyi.offering import choices_of, rows_of
from lianyi.places.models import Place
from lianyi.responsibilities.models import ServicePoint

ACCEPTED = ".xlsx,.xls,.csv,.geojson,.json,.gpkg,.zip,.pbf,.osm,.gz,.bz2"
MEASURES = [
    (Measure.FIFTEEN.value, gettext_lazy("15 minutes for everything")),
    (Measure.MINUTES.value, gettext_lazy("15, 10 or 5 minutes by the kind of service")),
    (Measure.METRES.value, gettext_lazy("the walking distances of the standard")),
]


class ViewForm(forms.Form):
    """Whose walks a page shows. What is not asked for, or does not exist, is the first of its kind."""

    profile = forms.ChoiceField(label=gettext_lazy("Who walks"), choices=walkers.CHOICES, required=False)
    opening = forms.ChoiceField(label=pgettext_lazy("hours", "Open"), choices=opening_times.CHOICES, required=False)
    measure = forms.ChoiceField(label=gettext_lazy("Within reach means"), choices=MEASURES, required=False)

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        firsts = {"profile": walkers.FIRST, "opening": opening_times.ANY, "measure": Measure.FIFTEEN.value}
        return {name: self.cleaned_data.get(name) or first for name, first in firsts.items()}


class FileForm(forms.Form):
    """A file and how it is to be read. `announced` is the size of one that was dropped on its way as too large."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the file holds"),
        choices=Upload.Kind.choices,
        widget=forms.RadioSelect,
        initial="homes",
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages={"required": gettext_lazy("Please choose a file.")},
    )
    system = forms.ChoiceField(
        label=gettext_lazy("Coordinates are written in"),
        choices=[("", gettext_lazy("— please choose —")), *SYSTEMS],
        help_text=gettext_lazy(
            "Amap, Tencent and Google's map of China: GCJ-02. Baidu: BD-09. OpenStreetMap, satellite receivers and "
            "surveys (CGCS2000): WGS84. It is never guessed: the wrong one shifts everything by some hundred metres."
        ),
        error_messages={"required": gettext_lazy("Please say in which system the coordinates are.")},
    )
    is_complete = forms.BooleanField(
        label=gettext_lazy("The list is complete: what is not in it is no longer there"), required=False
    )

    def __init__(self, *args: Any, announced: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.announced = announced
        self.fields["file"].help_text = _(
            "Buildings, points and sites: Excel, CSV, GeoJSON, GeoPackage. Streets: an OpenStreetMap extract "
            "(.osm.pbf, .osm.gz), GeoJSON, GeoPackage or a zipped Shapefile. At most %(megabytes)d MB."
        ) % {"megabytes": MOST_BYTES // 1_000_000}

    @property
    def limit(self) -> int:
        """In bytes, for the check before sending."""
        return MOST_BYTES

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        file: UploadedFile | None = data.get("file")
        if self.announced or (file and (file.size or 0) > MOST_BYTES):
            self.errors.pop("file", None)
            told = {"megabytes": MOST_BYTES // 1_000_000}
            self.add_error("file", _("This file is larger than %(megabytes)d MB.") % told)
        return data

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(data["kind"], data["system"], data["is_complete"])


class FacilityForm(forms.Form):
    """A service point on the map. Of a body's service point only the place is entered here."""

    category = forms.ChoiceField(label=gettext_lazy("kind of service"))
    at = forms.ModelChoiceField(
        ServicePoint.objects.none(),
        label=gettext_lazy("service point of a body"),
        required=False,
        empty_label=gettext_lazy("— none, it is named here —"),
        help_text=gettext_lazy("Name, hours and steps are then those that are entered there."),
    )
    name = forms.CharField(label=gettext_lazy("name, where no body keeps it"), max_length=120, required=False)
    lon = forms.FloatField(label=gettext_lazy("longitude"), min_value=-180, max_value=180)
    lat = forms.FloatField(label=gettext_lazy("latitude"), min_value=-90, max_value=90)
    system = forms.ChoiceField(label=gettext_lazy("Coordinates are written in"), choices=SYSTEMS)
    hours = forms.CharField(
        label=gettext_lazy("opening hours"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("as in 周一至周五 9:00-17:00; empty when nobody knows"),
    )
    step_free = forms.NullBooleanField(
        label=gettext_lazy("can be reached without steps"),
        required=False,
        widget=forms.Select(
            choices=[
                ("unknown", gettext_lazy("not known")),
                ("true", gettext_lazy("yes")),
                ("false", gettext_lazy("no")),
            ]
        ),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("how many people it can serve"), min_value=0, max_value=2_000_000_000, required=False
    )

    def __init__(self, *args: Any, community: Place, facility: Facility | None = None, **kwargs: Any) -> None:
        if facility is not None:
            names = ("category", "at", "name", "lon", "lat", "hours", "step_free", "capacity")
            kwargs["initial"] = {name: getattr(facility, name) for name in names} | {"system": "wgs84"}
        super().__init__(*args, **kwargs)
        known = [(one.code, one.name) for one in categories()]
        if facility is not None and facility.category not in dict(known):
            known.append((facility.category, facility.category))
        choices_of(self, "category").choices = known
        offered = unplaced_points([community.pk])
        if facility is not None and facility.at_id:
            offered = offered | ServicePoint.objects.filter(pk=facility.at_id).distinct()
        rows_of(self, "at").queryset = offered

    def facts(self) -> FacilityFacts:
        """In degrees of WGS84."""
        import numpy as np

        from lianyi.streets import System, to_wgs84

        data = dict(self.cleaned_data)
        system = System(data.pop("system"))
        lon, lat = to_wgs84(np.array([data["lon"]]), np.array([data["lat"]]), system)
        return FacilityFacts(**{**data, "lon": round(float(lon[0]), 7), "lat": round(float(lat[0]), 7)})


class PlanForm(forms.Form):
    """Where new points help most."""

    category = forms.ChoiceField(label=gettext_lazy("kind of service"))
    objective = forms.ChoiceField(
        label=gettext_lazy("What counts"), choices=SitePlan.Objective.choices, widget=forms.RadioSelect, initial="cover"
    )
    count = forms.IntegerField(
        label=gettext_lazy("how many new points"),
        min_value=1,
        max_value=MOST_NEW,
        initial=1,
        help_text=gettext_lazy("not needed where as few as possible are looked for"),
    )
    minutes = forms.IntegerField(label=gettext_lazy("limit in minutes"), min_value=1, max_value=60)
    profile = forms.ChoiceField(label=gettext_lazy("Who walks"), choices=walkers.CHOICES)
    is_capacity_kept = forms.BooleanField(label=gettext_lazy("count how many people a point can serve"), required=False)
    excluded = forms.ModelMultipleChoiceField(
        Candidate.objects.none(),
        label=gettext_lazy("sites left out"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, community: Place, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, one.name) for one in categories()]
        others = sorted(set(kinds) - {code for code, _name in known})
        choices_of(self, "category").choices = known + [(code, category(code).name) for code in others]
        rows_of(self, "excluded").queryset = Candidate.objects.filter(community=community)
        self.fields["minutes"].initial = minutes_of(15)

    def question(self) -> Question:
        return Question(**self.cleaned_data)


class NearestForm(forms.Form):
    """What somebody looks for. Sent in the address; nothing of it is kept."""

    home = forms.IntegerField(label=gettext_lazy("Your building"), min_value=1, max_value=2**53)
    what = forms.ChoiceField(label=gettext_lazy("What you are looking for"), choices=())
    profile = forms.ChoiceField(label=gettext_lazy("Who walks"), choices=walkers.CHOICES, required=False)
    opening = forms.ChoiceField(label=pgettext_lazy("hours", "Open"), choices=opening_times.CHOICES, required=False)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "what").choices = [(code, category(code).name) for code in kinds]
