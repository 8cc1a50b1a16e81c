"""The one gate: every page says whom it is open to, and a page that does not say is closed.

A view is declared with `@open_to(Role.STAFF, ...)` or `@open_to_everyone` (from `lianyi.scope.marks`). How far a role
reaches within an open page (which community, which person) is decided by the queries, which take the request's `actor`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import SimpleLazyObject

from lianyi.accounts import idle
from lianyi.accounts.queries import actor_of
from lianyi.scope import OutOfScope, Role
from lianyi.scope.marks import EVERYONE, open_to, open_to_everyone

__all__ = ["EVERYONE", "GateMiddleware", "open_to", "open_to_everyone", "roles_of"]

SIGNED_IN = EVERYONE - {Role.NOBODY}
NEEDS_SECOND_FACTOR = (Role.STAFF, Role.COMMITTEE, Role.OFFICER, Role.ADMIN, Role.DISTRICT)

# Views of libraries, by URL name. They cannot carry our mark. Whoever still has to choose an own password, or to set up
# the second factor, reaches these and no other page.
OF_LIBRARIES: dict[str, frozenset[Role]] = {
    "account_login": EVERYONE,
    "account_signup": EVERYONE,
    "account_reset_password": EVERYONE,
    "mfa_authenticate": EVERYONE,
    "set_language": EVERYONE,
    "account_logout": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
}


def roles_of(view: Callable[..., Any], url_name: str | None) -> frozenset[Role]:
    """Whom a view is open to; nobody when it does not say."""
    marked: frozenset[Role] | None = getattr(view, "open_to", None)
    return marked if marked is not None else OF_LIBRARIES.get(url_name or "", frozenset())


class GateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        roles = roles_of(view, name)
        if name not in OF_LIBRARIES and _came_with_one_time_password(request):
            return redirect("account_change_password")
        if roles == EVERYONE:
            return None
        if not request.user.is_authenticated:
            idle.tell(request)
            return redirect_to_login(request.get_full_path())
        if not request.actor.is_(*roles):  # type: ignore[attr-defined]
            raise PermissionDenied
        return None if name in OF_LIBRARIES else _second_factor(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, OutOfScope):
            raise Http404 from exception


def _came_with_one_time_password(request: HttpRequest) -> bool:
    """Somebody else read that password aloud, or wrote it down; the adapter clears the mark with the change."""
    return getattr(request.user, "has_one_time_password", False)


def _second_factor(request: HttpRequest) -> HttpResponse | None:
    needed = request.actor.is_(*NEEDS_SECOND_FACTOR)  # type: ignore[attr-defined]
    return redirect("mfa_activate_totp") if needed and not is_mfa_enabled(request.user) else None
