from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from lianyi.openapi.asking import day_of
from lianyi.openapi.popolo import popolo
from lianyi.openapi.views.answering import for_machines
from lianyi.scope.marks import open_to_everyone


@open_to_everyone
@for_machines
def directory(request: HttpRequest) -> Any:
    return popolo(day_of(request))
