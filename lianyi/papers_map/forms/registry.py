"""What is filled in about certificates, counters and requirements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from lianyi.dated import today
from lianyi.offering import choices_of, rows_of
from lianyi.organisations.models import Organisation
from lianyi.organisations.queries import organisations
from lianyi.papers_map import proofs
from lianyi.papers_map.actions.certificates import MOST_CENTS, MOST_DAYS, Facts
from lianyi.papers_map.actions.counters import WAYS, CounterFacts
from lianyi.papers_map.actions.requirements import GROUPS
from lianyi.papers_map.models import Certificate, Counter
from lianyi.papers_map.queries.registry import cities
from lianyi.places.forms import DayField
from lianyi.responsibilities.models import ServicePoint, Subject
from lianyi.scope import Actor

LINES = forms.Textarea(attrs={"rows": 2})
PLAIN = ("name", "name_en", "also_called", "subject", "proof", "days", "is_collected", "holds_days", "is_common")
NOTES = ("note", "note_en", "source")


class CertificateForm(forms.Form):
    """A certificate in the words of those who need it. The fee is entered in yuan."""

    name = forms.CharField(label=pgettext_lazy("thing", "name"), max_length=80)
    name_en = forms.CharField(label=_("name in English"), max_length=120, required=False)
    also_called = forms.CharField(
        label=_("also called"),
        max_length=300,
        required=False,
        widget=LINES,
        help_text=_("Older names and those people use, separated by semicolons."),
    )
    subject = forms.ModelChoiceField(
        Subject.objects.none(),
        label=_("guide"),
        required=False,
        empty_label="—",
        help_text=_("Trips in vain for this paper are counted to it."),
    )
    proof = forms.ChoiceField(
        label=_("proof that nobody may demand"),
        required=False,
        help_text=_("Only for what residents’ committees are asked to stamp although the rule says they may not."),
    )
    fee = forms.DecimalField(
        label=_("fee in yuan"), min_value=0, max_value=MOST_CENTS // 100, max_digits=9, decimal_places=2, initial=0
    )
    days = forms.IntegerField(
        label=_("days until it is ready"),
        min_value=0,
        max_value=MOST_DAYS,
        initial=0,
        help_text=_("0: it is handed over while one waits."),
    )
    is_collected = forms.BooleanField(
        label=_("has to be collected"),
        required=False,
        help_text=_("Otherwise it comes by itself when it is ready."),
    )
    holds_days = forms.IntegerField(
        label=_("days it holds"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text=_("Leave it empty when it holds for years."),
    )
    is_common = forms.BooleanField(
        label=_("nearly everybody has it"),
        required=False,
        help_text=_("It is proposed to whoever has lost all papers."),
    )
    note = forms.CharField(label=_("what to know"), max_length=300, required=False, widget=LINES)
    note_en = forms.CharField(label=_("what to know, in English"), max_length=400, required=False, widget=LINES)
    source = forms.CharField(
        label=_("source"), max_length=200, required=False, help_text=_("Where it can be read that it is so.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_of(self, "subject").queryset = Subject.objects.on(today())
        choices_of(self, "proof").choices = [("", "—"), *proofs.choices()]

    @classmethod
    def of(cls, found: Certificate, data: Any = None) -> CertificateForm:
        initial = {name: getattr(found, name) for name in (*PLAIN, *NOTES)}
        return cls(data, initial={**initial, "fee": Decimal(found.fee) / 100})

    def facts(self) -> Facts:
        given = self.cleaned_data
        return Facts(**{name: given[name] for name in (*PLAIN, *NOTES)}, fee=int(given["fee"] * 100))


class CounterForm(forms.Form):
    """Where a certificate is had. `where` is a body, or one of its windows: "12" or "12.5"."""

    where = forms.ChoiceField(
        label=_("where"), help_text=_("A window tells its address and hours; a body alone does not.")
    )
    city = forms.CharField(
        label=_("city"),
        max_length=40,
        widget=forms.TextInput(attrs={"list": "cities", "autocomplete": "off"}),
        help_text=_("Where one has to travel to, always written alike."),
    )
    in_person = forms.BooleanField(label=_("one can come oneself"), required=False, initial=True)
    by_proxy = forms.BooleanField(label=_("a helper with a mandate can come"), required=False)
    by_post = forms.BooleanField(label=_("one can apply by post"), required=False)
    online = forms.BooleanField(label=_("one can apply online"), required=False)
    sends_back = forms.BooleanField(label=_("when it is ready, it is sent by post on request"), required=False)
    proxy_collects = forms.BooleanField(label=_("somebody else may collect it"), required=False)

    def __init__(self, *args: Any, for_: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "where").choices = _places(for_)
        self.cities = cities()

    @classmethod
    def of(cls, found: Counter, data: Any = None, *, for_: Actor) -> CounterForm:
        where = f"{found.organisation_id}.{found.window_id}" if found.window_id else str(found.organisation_id)
        ways = {name: getattr(found, name) for name in (*WAYS, "sends_back", "proxy_collects")}
        return cls(data, for_=for_, initial={"where": where, "city": found.city, **ways})

    def facts(self) -> CounterFacts:
        given = self.cleaned_data
        body, _dot, window = given["where"].partition(".")
        return CounterFacts(
            Organisation.objects.get(pk=int(body)),
            given["city"],
            ServicePoint.objects.get(pk=int(window)) if window else None,
            **{name: given[name] for name in (*WAYS, "sends_back", "proxy_collects")},
        )


class RequirementForm(forms.Form):
    """Which paper is needed, and whether always."""

    needs = forms.ModelChoiceField(Certificate.objects.none(), label=_("it needs"), empty_label="—")
    choice = forms.ChoiceField(label=_("when"), required=False)

    def __init__(self, *args: Any, certificate: Certificate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = certificate.requirements.values("needs")
        others = Certificate.objects.on(today()).exclude(pk=certificate.pk).exclude(pk__in=there)
        rows_of(self, "needs").queryset = others
        choices_of(self, "choice").choices = [("", _("always")), *((one, group_name(one)) for one in GROUPS)]


class EndForm(forms.Form):
    on = DayField(label=_("the first day on which there is no such paper"), initial=today)


def group_name(group: str) -> str:
    """What a group of papers is called of which one will do."""
    return gettext("one of group %(group)s will do") % {"group": group.upper()}


def _places(for_: Actor) -> list[Any]:
    """Every body in reach that is no business, each with its windows below it."""
    bodies = list(organisations(for_=for_, on=today()).exclude(kind=Organisation.Kind.BUSINESS).order_by("sort_key"))
    windows: dict[int, list[tuple[str, str]]] = {}
    for one in ServicePoint.objects.on(today()).filter(organisation__in=bodies):
        windows.setdefault(one.organisation_id, []).append((f"{one.organisation_id}.{one.pk}", one.name))
    found: list[Any] = [("", "—")]
    for body in bodies:
        own = [(f"{key}", f"{body.name} · {name}") for key, name in windows.get(body.pk, [])]
        found += [*own, (str(body.pk), body.name)]
    return found
