"""The sign-in library's forms for codes, under a label that says which code is meant."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _


class _Labelled:
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Sign-in code")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class AuthenticateForm(_Labelled, base.AuthenticateForm):
    """Asked for at each sign-in."""


class ReauthenticateForm(_Labelled, base.ReauthenticateForm):
    """Asked for before something that concerns the account's safety."""


class ActivateForm(_Labelled, totp.ActivateTOTPForm):
    """Asked for once, when the second factor is turned on."""
