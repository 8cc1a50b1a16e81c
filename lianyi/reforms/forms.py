"""What is filled in to draft a reform: its day and decision, and one small form for each kind of step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.engines.reform import Abolish, Answer, Create, Item, Merge, Move, Serve, Split, Step
from lianyi.organisations.models import Organisation
from lianyi.places.forms import DayField
from lianyi.places.models import Place

AREAS = (Place.Kind.REGION, Place.Kind.COMMUNITY)


class ReformForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("title"), max_length=120)
    day = DayField(label=gettext_lazy("the day from which it holds"))
    source = forms.CharField(
        label=gettext_lazy("decision"), max_length=200, help_text=gettext_lazy("Who decided it, number and date.")
    )


class StepForm(forms.Form):
    """The base: choices of bodies there are on the day, and of those the reform founds."""

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, BodyField):
                field.choices = [("", _("nobody") if not field.required else _("choose …")), *bodies]
            elif isinstance(field, BodiesField):
                field.choices = bodies
            elif isinstance(field, AreasField):
                places = Place.objects.filter(kind__in=AREAS, ends_on__isnull=True).order_by("kind", "sort_key")
                field.choices = [(str(place.pk), place.name) for place in places]


class BodyField(forms.ChoiceField):
    def clean(self, value: Any) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class BodiesField(forms.MultipleChoiceField):
    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(int(one) for one in super().clean(value))


class AreasField(BodiesField):
    pass


class CreateForm(StepForm):
    name = forms.CharField(label=gettext_lazy("name of the new body"), max_length=120)
    line = BodyField(label=gettext_lazy("belongs to"), required=False)
    areas = AreasField(label=gettext_lazy("serves"), required=False)


class AbolishForm(StepForm):
    body = BodyField(label=gettext_lazy("body"))


class MergeForm(StepForm):
    bodies = BodiesField(label=gettext_lazy("these bodies"))
    into = BodyField(label=gettext_lazy("go into"))


class SplitForm(StepForm):
    body = BodyField(label=gettext_lazy("body"))
    into = BodiesField(label=gettext_lazy("is divided among"))
    kept = forms.BooleanField(label=gettext_lazy("it stays beside them"), required=False)


class MoveForm(StepForm):
    body = BodyField(label=gettext_lazy("body"))
    line = BodyField(label=gettext_lazy("belongs to"), required=False)


class ServeForm(StepForm):
    body = BodyField(label=gettext_lazy("body"))
    areas = AreasField(label=gettext_lazy("serves"), required=False)


class BackForm(ReformForm):
    """The way back of a reform, on a later day."""


STEPS: dict[str, tuple[type[StepForm], Any, Callable[[dict[str, Any], int], Step]]] = {
    "create": (
        CreateForm,
        gettext_lazy("Found a body"),
        lambda data, key: Create(key, data["name"], data["line"], data["areas"]),
    ),
    "abolish": (AbolishForm, gettext_lazy("Abolish a body"), lambda data, _key: Abolish(data["body"])),
    "merge": (MergeForm, gettext_lazy("Merge bodies"), lambda data, _key: Merge(data["bodies"], data["into"])),
    "split": (
        SplitForm,
        gettext_lazy("Divide a body"),
        lambda data, _key: Split(data["body"], data["into"], data["kept"]),
    ),
    "move": (MoveForm, gettext_lazy("Another line"), lambda data, _key: Move(data["body"], data["line"])),
    "serve": (ServeForm, gettext_lazy("Other areas"), lambda data, _key: Serve(data["body"], data["areas"])),
}


def body_choices(day: Any, created: dict[int, str]) -> list[tuple[str, str]]:
    """Who can be named in a step: the bodies of the day before it, and those the reform founds."""
    there = Organisation.objects.on(day).exclude(kind=Organisation.Kind.BUSINESS).order_by("sort_key")
    found = [(str(key), _("%(name)s (new)") % {"name": name}) for key, name in created.items()]
    return found + [(str(one.pk), one.name) for one in there]


def answers_of(data: Mapping[str, str], lines: Mapping[str, Sequence[Item]]) -> list[Answer]:
    """What was answered on the page of a draft: a body, or that nobody needs it, with the text that says so.

    `lines` is what each line of the page stands for; a line that is gone by now answers nothing.
    """
    found: list[Answer] = []
    for token, items in lines.items():
        value = data.get(f"to-{token}", "")
        if value == "none":
            why = "".join(filter(str.isprintable, data.get(f"why-{token}", ""))).strip()[:200]
            found += [Answer(item, None, why) for item in items]
        elif value.removeprefix("-").isdecimal():
            found += [Answer(item, int(value)) for item in items]
    return found
