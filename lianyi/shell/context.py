"""What every template knows."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from lianyi.demo.accounts import ACCOUNTS
from lianyi.places.queries import communities
from lianyi.scope import Actor, Role


def site(request: HttpRequest) -> dict[str, Any]:
    actor = getattr(request, "actor", Actor())
    return {
        "actor": actor,
        "community_name": cache(lambda: _community_name(actor)),  # asked once, by pages that have the header
        "is_demo": settings.LIANYI_DEMO,
        "demo_accounts": ACCOUNTS if settings.LIANYI_DEMO else (),
        "elder": request.COOKIES.get("lianyi_elder") == "1",
        "here": request.get_full_path(),
        "language": "zh-Hans" if (get_language() or "").startswith("zh") else "en",
    }


def _community_name(actor: Actor) -> str:
    """The community somebody works for, "" where it is none or more than one."""
    names = [place.name for place in communities(actor)[:2]] if actor.is_(Role.STAFF) else []
    return names[0] if len(names) == 1 else ""
