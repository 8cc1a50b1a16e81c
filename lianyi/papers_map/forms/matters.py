"""What is filled in about the papers of a matter: what is wanted, trips that were gone, mandates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.dated import today
from lianyi.matters.actions.steps import Way
from lianyi.matters.models import Trip
from lianyi.offering import choices_of, name_rows, rows_of
from lianyi.papers_map.actions.mandates import MandateFacts
from lianyi.papers_map.models import Certificate, Errand
from lianyi.places.forms import DayField

NEEDED = "needed"


class WantedForm(forms.Form):
    """Which papers a matter is about."""

    want = forms.ModelMultipleChoiceField(
        Certificate.objects.none(),
        label=gettext_lazy("Which papers are wanted?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please choose at least one paper.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "want").queryset = Certificate.objects.on(today()).order_by("sort_key")
        name_rows(self, "want", lambda one: one.shown_name)


class TripForm(forms.Form):
    """A way that somebody went for one of the papers: needed, or in vain and why."""

    certificate = forms.ChoiceField(label=gettext_lazy("for which paper"))
    on = DayField(label=gettext_lazy("day"), initial=today)
    where = forms.CharField(
        label=gettext_lazy("where to"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Leave it empty if it was the place of the plan."),
    )
    traveller = forms.ChoiceField(label=gettext_lazy("who went"), choices=Trip.Traveller.choices)
    outcome = forms.ChoiceField(label=gettext_lazy("how it went"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, errands: list[Errand], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.errands = {str(one.certificate_id): one for one in errands}
        names = [(key, one.certificate.shown_name) for key, one in self.errands.items()]
        wasted = [(value, _("in vain: %(cause)s") % {"cause": label}) for value, label in Trip.Cause.choices]
        choices_of(self, "certificate").choices = names
        choices_of(self, "outcome").choices = [(NEEDED, _("it was needed")), *wasted]

    def way(self) -> Way:
        """The way, counted to the guide of its paper."""
        given = self.cleaned_data
        errand = self.errands[given["certificate"]]
        planned = errand.counter.place if errand.counter else errand.certificate.name
        cause = "" if given["outcome"] == NEEDED else given["outcome"]
        where = (given["where"] or planned)[:80]
        return Way(where, given["traveller"], given["on"], errand.certificate.subject, cause)


class MandateForm(forms.Form):
    """Who may act, for what, from when until when."""

    helper = forms.CharField(label=gettext_lazy("who acts"), max_length=60)
    helper_phone = forms.CharField(label=gettext_lazy("telephone of whoever acts"), max_length=40, required=False)
    scope = forms.CharField(label=gettext_lazy("for what"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    certificates = forms.ModelMultipleChoiceField(
        Certificate.objects.none(), label=gettext_lazy("for which papers"), widget=forms.CheckboxSelectMultiple
    )
    first = DayField(label=gettext_lazy("first day"), initial=today)
    last = DayField(label=gettext_lazy("last day"))

    def __init__(self, *args: Any, certificates: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["certificates"]
        field.queryset = Certificate.objects.filter(pk__in=list(certificates))  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.shown_name  # type: ignore[attr-defined]

    def facts(self) -> MandateFacts:
        given = self.cleaned_data
        return MandateFacts(
            given["helper"],
            given["scope"],
            given["first"],
            given["last"],
            given["helper_phone"],
            tuple(given["certificates"]),
        )


class SignForm(forms.Form):
    on = DayField(label=gettext_lazy("signed on"), initial=today)
