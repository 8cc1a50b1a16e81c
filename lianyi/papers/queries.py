"""The one door to the templates."""

from __future__ import annotations

from collections.abc import Mapping

from lianyi.papers.kinds import Kind, UnknownKindError, all_kinds, kind_of
from lianyi.papers.models import OfficeTemplate
from lianyi.scope import Actor, OutOfScope


def own_templates(community_id: int, *, for_: Actor) -> Mapping[tuple[str, str], OfficeTemplate]:
    """What a community prints with instead of what is shipped: (kind, language) → template, without its content."""
    for_.require_community(community_id)
    known = {kind.slug for kind in all_kinds()}
    found = OfficeTemplate.objects.filter(community=community_id, kind__in=known).defer("content")
    return {(template.kind, template.language): template for template in found}


def own_template(community_id: int, kind: str, language: str, *, for_: Actor) -> OfficeTemplate | None:
    for_.require_community(community_id)
    return OfficeTemplate.objects.filter(community=community_id, kind=kind, language=language).first()


def template_in_use(community_id: int, kind: Kind, language: str) -> bytes:
    """The office's own template, or the shipped one. No secret of anybody's: it is on every paper they print."""
    own = OfficeTemplate.objects.filter(community=community_id, kind=kind.slug, language=language).first()
    return bytes(own.content) if own else kind.shipped(language)


def known_kind(slug: str, language: str) -> Kind:
    """Raises OutOfScope for a paper or a language that does not exist."""
    try:
        kind = kind_of(slug)
        kind.shipped(language)
    except UnknownKindError:
        raise OutOfScope from None
    return kind
