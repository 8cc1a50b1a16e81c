"""What the journal's tests share."""

import pytest

from lianyi.scope import Actor, Role


@pytest.fixture
def alice() -> Actor:
    """Staff of community 1."""
    return Actor(user_id=7, name="Alice", roles=frozenset({Role.STAFF}), community_ids=frozenset({1}))


@pytest.fixture
def bob() -> Actor:
    """A resident: the journal keeps no name of theirs."""
    return Actor(user_id=8, roles=frozenset({Role.RESIDENT}), person_id=20)
