"""The accounts of a demo site, one for each hat. They exist on demo sites only; their secrets are meant to be known."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.gate import NEEDS_SECOND_FACTOR
from lianyi.journal.wording import in_our_words
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

PASSWORD = "ripples-2011"  # noqa: S105 (printed on the demo's front page)


@dataclass(frozen=True)
class DemoAccount:
    username: str
    display_name: str
    title: str | Promise
    role: Role
    password: str = PASSWORD


ACCOUNTS = (
    DemoAccount("jiang", "蒋岚（演示）", _("Community worker of two communities"), Role.STAFF),
    DemoAccount("he", "何舟（演示）", _("Community worker of another community"), Role.STAFF),
    DemoAccount("zheng", "郑和（演示）", in_our_words(_("Leads the tai chi %(group)s")), Role.SECRETARY),
    DemoAccount("mu", "木青（演示）", in_our_words(_("Leads the chess %(group)s")), Role.SECRETARY),
    DemoAccount("ju", "居南（演示）", _("Member of a residents' committee"), Role.COMMITTEE),
    DemoAccount("cheng", "程管（演示）", _("Officer of the city management squad"), Role.OFFICER),
    DemoAccount("tang", "唐远（演示）", _("Teller at an election"), Role.TELLER),
    DemoAccount("qu", "区级查看（演示）", _("District viewer, sees totals only"), Role.DISTRICT),
    DemoAccount("feng", "", _("Resident"), Role.RESIDENT),
    DemoAccount("admin", "管理员（演示）", _("System administrator"), Role.ADMIN),
)


@dataclass(frozen=True)
class Scopes:
    """What the demo's accounts are for, by user name where several wear the same hat."""

    staff: dict[str, list[Place]]
    groups: dict[str, Group]
    committee: Place
    body: Organisation
    district: Place
    person: Person


def make_accounts(scopes: Scopes, *, by: Actor) -> None:
    """Makes all accounts with their roles."""
    hashed = make_password(PASSWORD)  # once for all: hashing is slow on purpose
    for account in ACCOUNTS:
        user, _once = create_account(
            username=account.username, display_name=account.display_name, hashed=hashed, is_demo=True, by=by
        )
        match account.role:
            case Role.STAFF:
                for place in scopes.staff[account.username]:
                    grant(user, Role.STAFF, place=place, by=by)
            case Role.COMMITTEE:
                grant(user, Role.COMMITTEE, place=scopes.committee, by=by)
            case Role.OFFICER:
                grant(user, Role.OFFICER, organisation=scopes.body, by=by)
            case Role.SECRETARY | Role.TELLER:
                grant(user, account.role, group=scopes.groups[account.username], by=by)
            case Role.DISTRICT:
                grant(user, Role.DISTRICT, place=scopes.district, by=by)
            case Role.RESIDENT:
                grant(user, Role.RESIDENT, person=scopes.person, by=by)
            case _:
                grant(user, account.role, by=by)
        if account.role in NEEDS_SECOND_FACTOR:
            TOTP.activate(user, second_factor(account.username))


def second_factor(username: str) -> str:
    """A fixed secret. The site shows its code at the second step of signing in, on a demo site only."""
    return base64.b32encode(hashlib.sha256(f"demo {username}".encode()).digest()[:20]).decode("ascii")
