"""Sentences of Django that our Chinese catalogue says otherwise: Django says 你 where this site says 您.

The shell comes first among the apps, so its translations go before Django's own.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

PASSWORD_HINTS = (
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
        "min_length",
    ),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("Your password can’t be a commonly used password."),
)
