"""From an empty site to a community with somebody who works for it, through the pages."""

import pytest

from lianyi.accounts.models import User
from lianyi.accounts.tests.signing_in import client_of
from lianyi.places.models import Place
from lianyi.scope import Role

pytestmark = pytest.mark.django_db


def test_the_administrator_of_an_empty_site_gets_as_far_as_staff() -> None:
    admin = client_of(Role.ADMIN)
    assert "There is no community yet." in admin.get("/desk/places/").content.decode()
    assert admin.post("/desk/places/add/", {"kind": "community", "name": "梧桐社区"}).status_code == 302
    community = Place.objects.get(name="梧桐社区")
    admin.post("/desk/accounts/add/", {"username": "lin"})
    lin = User.objects.get(username="lin")
    grant = admin.post(f"/desk/accounts/{lin.pk}/grant/", {"role": Role.STAFF, "place": community.pk})
    assert grant.status_code == 302
    assert lin.grants.get().place == community


def test_staff_do_not_add_communities() -> None:
    community = Place.objects.create(kind=Place.Kind.COMMUNITY, name="梧桐社区", path="/1/")
    assert client_of(Role.STAFF, place=community).post("/desk/places/add/", {"kind": "community"}).status_code == 403
