"""Pages in the words of the kind of community that the site serves."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import override
from pytest_django import Settings

from lianyi.demo.accounts import ACCOUNTS
from lianyi.journal.wording import ACTIONS, FIELDS, LOOKS, say

pytestmark = pytest.mark.django_db

# The words of the other kind of community, which must not be on the page.
FOREIGN = {
    ("cn-community", "zh-hans"): "党支部|党员",
    ("cn-community", "en"): r"\bParty\b",
    ("cn-party", "zh-hans"): "小组|成员",
    ("cn-party", "en"): r"\bgroups?\b|(?<!Party )\bmembers?\b",
}
OWN = {
    ("cn-community", "zh-hans"): ("小组", "成员"),
    ("cn-community", "en"): ("group", "member"),
    ("cn-party", "zh-hans"): ("党支部", "党员"),
    ("cn-party", "en"): ("Party branch", "Party member"),
}


@pytest.mark.parametrize("address", ["/", "/privacy/"])
@pytest.mark.parametrize(("pack", "language"), OWN)
def test_a_public_page_says_group_and_member_as_its_community_does(
    client: Client, settings: Settings, address: str, pack: str, language: str
) -> None:
    settings.LIANYI_PACK, settings.LIANYI_DEMO = pack, True
    client.cookies["lianyi_language"] = language
    words = strip_tags(client.get(address).text)
    assert all(word in words for word in OWN[pack, language])
    assert re.findall(FOREIGN[pack, language], words) == []


@pytest.mark.parametrize(("pack", "language"), OWN)
def test_the_journal_and_the_demo_accounts_speak_likewise(settings: Settings, pack: str, language: str) -> None:
    settings.LIANYI_PACK = pack
    with override(language):
        lines = [say(texts, code) for texts in (ACTIONS, FIELDS, LOOKS) for code in texts if code != "member_since"]
        lines += [str(account.title) for account in ACCOUNTS]
    assert [line for line in lines if re.search(FOREIGN[pack, language], line)] == []
    assert any(OWN[pack, language][0] in line for line in lines)
