"""Pages that are one person's: kept out of caches and search engines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.cache import add_never_cache_headers

from lianyi.request import Request

View = Callable[..., HttpResponse]


def private(view: View) -> View:
    """Marks a page as one person's. The site's referrer policy tells no other site the address."""

    @wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    return shown
