"""What all tests stand on: quick passwords, static files straight from their sources."""

import hypothesis
import pytest
from django.conf import settings


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]
    hypothesis.settings.register_profile("lianyi", deadline=None)  # no test is judged by the clock
    hypothesis.settings.load_profile("lianyi")
