"""Settings of the site. What an installation changes is read in `environment.py`; the rest is the product."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from lianyi.shell import environment

BASE_DIR = environment.CHECKOUT
DATA_DIR = environment.data_dir()
SECRET_KEY = environment.secret_key()
DEBUG = environment.switch("LIANYI_DEBUG")
ALLOWED_HOSTS = os.environ.get("LIANYI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("LIANYI_ORIGINS", "").split(",") if origin]

# What kind of community this is: the vocabulary pack, which names its rule pack.
LIANYI_PACK = os.environ.get("LIANYI_PACK", "cn-community")
LIANYI_RULES_OVERLAY = os.environ.get("LIANYI_RULES_OVERLAY", "")
# A demo site shows the sign-in codes of its invented accounts.
LIANYI_DEMO = environment.switch("LIANYI_DEMO")

INSTALLED_APPS = [
    "lianyi.shell",
    "lianyi.journal",
    "lianyi.jobs",
    "lianyi.limiting",
    "lianyi.places",
    "lianyi.people",
    "lianyi.organisations",
    "lianyi.responsibilities",
    "lianyi.accounts",
    "lianyi.papers",
    "lianyi.workdays",
    "lianyi.matters",
    "lianyi.papers_map",
    "lianyi.circle",
    "lianyi.rosters",
    "lianyi.groups",
    "lianyi.elections",
    "lianyi.reforms",
    "lianyi.finder",
    "lianyi.openapi",
    "lianyi.board",
    "lianyi.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lianyi.accounts.idle.IdleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lianyi.accounts.gate.GateMiddleware",
]

ROOT_URLCONF = "lianyi.shell.urls"
WSGI_APPLICATION = "lianyi.shell.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lianyi.shell.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "lianyi.shell.templatetags.lianyi"],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lianyi_cache"}}

# Signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "shell:after_login"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "lianyi.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,5/15m/key", "reauthenticate": "10/m/user"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False  # computers at the office are shared: closing the browser signs out
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lianyi"
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
MFA_FORMS = {
    "authenticate": "lianyi.accounts.code_forms.AuthenticateForm",
    "reauthenticate": "lianyi.accounts.code_forms.ReauthenticateForm",
    "activate_totp": "lianyi.accounts.code_forms.ActivateForm",
}

# Sessions end after a time without activity (see accounts.idle), and at the latest after a day.
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
LIANYI_IDLE_STAFF = timedelta(minutes=15)
LIANYI_IDLE_OTHERS = timedelta(minutes=30)

# What a browser may do with our pages
HTTPS = environment.switch("LIANYI_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lianyi.shell.pages.errors.form_expired"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Words
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "lianyi_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("LIANYI_TIME_ZONE", "Asia/Shanghai")

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_FINDERS = [
    "lianyi.shell.vendored.VendoredFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# What browsers load of the packages of others: only these files are handed out.
VENDORED = {
    "vendor/htmx": (BASE_DIR / "node_modules" / "htmx.org" / "dist", ("htmx.min.js",)),
    "vendor/maplibre": (
        BASE_DIR / "node_modules" / "maplibre-gl" / "dist",
        ("maplibre-gl-csp.js", "maplibre-gl-csp-worker.js", "maplibre-gl.css"),
    ),
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lianyi.shell.storage.StaticStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"refusals": {"()": "lianyi.shell.logs.WithoutTracesOfRefusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
