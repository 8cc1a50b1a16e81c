import pytest

from lianyi.openapi.tests.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    return build()
