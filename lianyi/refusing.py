"""How a view tells that an action was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django import forms
from django.contrib import messages
from django.http import HttpRequest

from lianyi.scope import Refused


@contextmanager
def told(request: HttpRequest) -> Iterator[None]:
    """Shows a refusal as a message; what follows in the view goes on."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal))


def done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Acts when the form holds. What the action refuses stands above the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
