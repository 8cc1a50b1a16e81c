"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from lianyi.demo.accounts import ACCOUNTS
from lianyi.scope import Actor


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "actor": getattr(request, "actor", Actor()),
        "is_demo": settings.LIANYI_DEMO,
        "demo_accounts": ACCOUNTS if settings.LIANYI_DEMO else (),
        "elder": request.COOKIES.get("lianyi_elder") == "1",
        "here": request.get_full_path(),
        "language": "zh-Hans" if (get_language() or "").startswith("zh") else "en",
    }
