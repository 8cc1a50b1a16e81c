"""What the pages of places, people and groups need in templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: object) -> object:
    """The value at a key that is itself a variable; "" where there is none."""
    return mapping.get(key, "")
