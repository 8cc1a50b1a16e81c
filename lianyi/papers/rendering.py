"""Documents from the templates in use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lianyi.papers.kinds import kind_of, template_language
from lianyi.papers.queries import template_in_use


def render(kind_slug: str, context: Mapping[str, Any], *, community_id: int, language: str | None) -> bytes:
    """A .docx of this kind, by the community's own template if it has one.

    Raises Refused when the office's template asks for something the paper does not have.
    """
    template = template_in_use(community_id, kind_of(kind_slug), template_language(language))
    from lianyi.papers.filling import fill  # the libraries behind it take long to load

    return fill(template, context)
