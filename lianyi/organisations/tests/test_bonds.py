"""A bond that the administrator adds can be chosen by those who open groups."""

import pytest

from lianyi.accounts.tests.signing_in import client_of
from lianyi.organisations.models import Bond, Group
from lianyi.organisations.queries import bonds
from lianyi.organisations.tests.settlement import settle
from lianyi.scope import Role

pytestmark = pytest.mark.django_db
NEW = {"code": "craft", "name_zh": "艺缘", "name_en": "craft"}


def test_an_added_bond_can_be_chosen_when_opening_a_group() -> None:
    admin, staff = client_of(Role.ADMIN), client_of(Role.STAFF, place=settle().here)
    assert admin.post("/desk/bonds/", NEW).status_code == 302
    assert "added here" in admin.get("/desk/bonds/").content.decode()
    assert '<option value="craft">craft</option>' in staff.get("/desk/groups/open/").content.decode()
    group = {"name": "剪纸社", "bond": "craft", "minimum": 3, "maximum": 20, "starts_on": "2026-05-01"}
    assert staff.post("/desk/groups/open/", group).status_code == 302
    assert Group.objects.get(name="剪纸社").bond == "craft"


def test_a_bond_is_there_once() -> None:
    admin = client_of(Role.ADMIN)
    answer = admin.post("/desk/bonds/", {**NEW, "code": bonds()[0].code})
    assert answer.status_code == 422
    assert not Bond.objects.exists()


def test_bonds_are_the_administrators() -> None:
    staff = client_of(Role.STAFF, place=settle().here)
    assert staff.get("/desk/bonds/").status_code == 403
    assert staff.post("/desk/bonds/", NEW).status_code == 403
