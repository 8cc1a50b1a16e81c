"""How a view tells that an action was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
