"""A small community with two groups, and somebody who works for it."""

from __future__ import annotations

import pytest
from django.test import Client

from lianyi.accounts.models import User
from lianyi.organisations.actions.groups import open_group
from lianyi.organisations.models import Group
from lianyi.places.models import Place
from lianyi.rosters.tests.signing_in import acting, make_community, make_staff, signed_in
from lianyi.scope import Actor


@pytest.fixture
def community(db: None) -> Place:
    return make_community()


@pytest.fixture
def alice(community: Place) -> User:
    return make_staff(community)


@pytest.fixture
def staff(alice: User) -> Actor:
    return acting(alice)


@pytest.fixture
def client(alice: User) -> Client:
    return signed_in(alice)


@pytest.fixture
def group(community: Place, staff: Actor) -> Group:
    return make_group("书画小组", community, staff)


def make_group(name: str, community: Place, by: Actor) -> Group:
    return open_group(community_id=community.pk, bond="interest", name=name, minimum=1, maximum=99, by=by)
