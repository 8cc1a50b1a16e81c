"""The purpose register names real columns, and no column about a person is missing from it."""

import pytest
from django.apps import apps

from lianyi.shell.pages.purposes import PURPOSES

REGISTERED = {column for purpose in PURPOSES for column in purpose.columns}
# Keys, the dates of a row, search and sort keys say nothing that the registered columns do not.
TECHNICAL = {
    "id",
    "community",
    "person",
    "organisation",
    "side",
    "search_key",
    "sort_key",
    "erased_at",
    "starts_on",
    "ends_on",
    "matter",
    "at",
    "channel",
    "nonce",
    "code_digest",
    "send_key",
}
ABOUT_PEOPLE = (
    "people.Person",
    "people.Standing",
    "people.Residence",
    "people.CorrectionRequest",
    "organisations.Membership",
    "organisations.Post",
    "organisations.Contact",
    "organisations.Office",
    "matters.Asker",
    "matters.Backer",
    "matters.Feedback",
)


def test_registered_columns_exist() -> None:
    for column in REGISTERED:
        app, model, field = column.split(".")
        apps.get_model(app, model)._meta.get_field(field)


@pytest.mark.parametrize("label", ABOUT_PEOPLE)
def test_what_is_stored_about_a_person_is_explained(label: str) -> None:
    columns = {field.name for field in apps.get_model(label)._meta.local_fields} - TECHNICAL
    told = {column.rpartition(".")[2] for column in REGISTERED if column.startswith(f"{label}.")}
    linked = {"group"} if label == "organisations.Post" else set()
    assert columns - told - linked == set()
