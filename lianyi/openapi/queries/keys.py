"""Keys of other systems: for the administrator, and for whoever shows one."""

from __future__ import annotations

from django.db.models import QuerySet

from lianyi.dated import today
from lianyi.openapi.actions import digest_of, require_keeper
from lianyi.openapi.models import ApiKey
from lianyi.scope import Actor, OutOfScope


def api_keys(*, for_: Actor) -> QuerySet[ApiKey]:
    """All keys, ended ones too, for the administrator."""
    require_keeper(for_)
    return ApiKey.objects.select_related("community")


def api_key(pk: int, *, for_: Actor) -> ApiKey:
    found = api_keys(for_=for_).filter(pk=pk).first()
    if found is None:
        raise OutOfScope
    return found


def key_shown(text: str) -> ApiKey | None:
    """The key whose text somebody shows, if it holds today."""
    return ApiKey.objects.on(today()).filter(digest=digest_of(text)).select_related("community").first()
