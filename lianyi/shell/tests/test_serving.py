"""What somebody reads in the terminal when the site has started."""

import pytest
from django.core.management import call_command

from lianyi.shell.management.commands.serve import how_to_begin


@pytest.mark.django_db
def test_an_empty_site_says_how_the_first_administrator_is_made() -> None:
    assert "create_admin" in how_to_begin()
    call_command("create_admin", "wang")
    assert how_to_begin() == ""
