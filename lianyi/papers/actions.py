"""What can be done with templates: put an own one in place, or go back to the shipped one."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction

from lianyi.journal.actions import Change, record
from lianyi.papers.models import OfficeTemplate
from lianyi.papers.queries import known_kind, own_template
from lianyi.scope import Actor


def replace_template(
    content: bytes, *, name: str, community_id: int, kind: str, language: str, by: Actor
) -> OfficeTemplate:
    """Prints with this template from now on. It is tried out first; Refused says what is wrong with it."""
    by.require_community(community_id)
    from lianyi.papers.filling import try_out  # the libraries behind it take long to load

    try_out(content, known_kind(kind, language), language)
    with transaction.atomic():
        before = own_template(community_id, kind, language, for_=by)
        template, _is_new = OfficeTemplate.objects.update_or_create(
            community_id=community_id,
            kind=kind,
            language=language,
            defaults={
                "content": content,
                "name": name[-120:],
                "sha256": sha256(content).hexdigest(),
                "user_id": by.user_id,
                "uploaded_by": by.name[:80],
            },
        )
        record(
            "paper.template_replaced",
            by=by,
            changes=[Change(_facts(before), _facts(template))],
            subject=("place", community_id),
            community_id=community_id,
        )
    return template


@transaction.atomic
def restore_template(*, community_id: int, kind: str, language: str, by: Actor) -> None:
    """Prints with the shipped template again. Nothing happens where it is in use anyway."""
    template = own_template(community_id, kind, language, for_=by)
    if template is None:
        return
    template.delete()
    record(
        "paper.template_restored",
        by=by,
        changes=[Change(_facts(template))],
        subject=("place", community_id),
        community_id=community_id,
    )


def _facts(template: OfficeTemplate | None) -> dict[str, str]:
    if template is None:
        return {}
    return {
        "kind": template.kind,
        "language": template.language,
        "file": template.name,
        "sha256": template.sha256,
    }
