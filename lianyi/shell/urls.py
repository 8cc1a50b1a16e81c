"""Every address of the site."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("lianyi.matters.urls")),  # first, because asked most by those who are not signed in
    path("", include("lianyi.shell.pages.urls")),
    path("language/", set_language, name="set_language"),
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/no-sign-up/", account.signup, name="account_signup"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-factor/", mfa.index, name="mfa_index"),
    path("account/second-factor/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/second-factor/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery-codes/file/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("", include("lianyi.accounts.urls")),
    path("", include("lianyi.people.urls")),
    path("", include("lianyi.places.urls")),
    path("", include("lianyi.organisations.urls")),
    path("", include("lianyi.responsibilities.urls")),
    path("", include("lianyi.reforms.urls")),
    path("", include("lianyi.finder.urls")),
    path("", include("lianyi.openapi.urls")),
    path("", include("lianyi.papers.urls")),
    path("", include("lianyi.workdays.urls")),
    path("", include("lianyi.papers_map.urls")),
    path("", include("lianyi.circle.urls")),
    path("", include("lianyi.rosters.urls")),
    path("", include("lianyi.groups.urls")),
    path("", include("lianyi.elections.urls")),
    path("", include("lianyi.board.urls")),
    path("", include("lianyi.jobs.urls")),
    path("", include("lianyi.journal.urls")),
]

handler400 = "lianyi.shell.pages.errors.bad_request"
handler403 = "lianyi.shell.pages.errors.forbidden"
handler404 = "lianyi.shell.pages.errors.not_found"
