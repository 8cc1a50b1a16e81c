from collections.abc import Iterator

import pytest

from lianyi.matters.tests.street import Street
from lianyi.matters.tests.street import street as build_street
from lianyi.openapi.open311 import limits
from lianyi.openapi.tests.program import Program, program
from lianyi.openapi.tests.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def street(db: None) -> Street:
    return build_street()


@pytest.fixture
def sender(street: Street) -> Program:
    """A system whose key is for the first community of the street."""
    return program(community=street.town.here)


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """No test counts what another one asked."""
    limits.forget_all()
    yield
    limits.forget_all()
