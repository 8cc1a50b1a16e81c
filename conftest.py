"""What all tests stand on: quick passwords, static files straight from their sources."""

from typing import Any

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


@pytest.fixture
def neutral_pack(settings: Any) -> None:
    """For tests whose words or numbers are those of the neutral pack, whichever pack the run is about."""
    settings.LIANYI_PACK = "cn-community"


@pytest.fixture
def party_pack(settings: Any) -> None:
    """For tests of the rules of the Party-branch pack, whichever pack the run is about."""
    settings.LIANYI_PACK = "cn-party"
