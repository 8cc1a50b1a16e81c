"""What a form's field offers to choose from, set when the form is made: for whom, of when, around what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms


def rows_of(form: forms.BaseForm, name: str) -> forms.ModelChoiceField:
    """The field whose `queryset` is offered. A form's fields are typed no closer than that they are fields."""
    return cast(forms.ModelChoiceField, form.fields[name])


def choices_of(form: forms.BaseForm, name: str) -> forms.ChoiceField:
    """The field whose `choices` are offered."""
    return cast(forms.ChoiceField, form.fields[name])


def name_rows(form: forms.BaseForm, name: str, named: Callable[[Any], str]) -> None:
    """Says how each row that is offered is called."""
    # To the type checker a method is not to be replaced; Django calls whatever the field holds.
    rows_of(form, name).label_from_instance = named  # type: ignore[method-assign, assignment]
