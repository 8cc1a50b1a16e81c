"""How our site bends the sign-in library: accounts are made by the office, not by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from lianyi.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """The library's "you have signed in" says nothing that the page does not show."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came in with a one-time password chooses an own one first."""
        if getattr(request.user, "has_one_time_password", False):
            return reverse("account_change_password")
        return str(super().get_login_redirect_url(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("shell:after_login")

    def clean_password(self, password: str, user: User | None = None) -> str:
        """An own password is another one than the one-time one."""
        if user is not None and user.has_one_time_password and user.check_password(password):
            raise ValidationError(_("Please choose another password than the one you were given."))
        return str(super().clean_password(password, user))

    def set_password(self, user: User, password: str) -> None:
        user.has_one_time_password = False
        super().set_password(user, password)
