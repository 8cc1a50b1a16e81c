"""Accounts and what is granted to them. All of it is the administrator's, and none of it shows a person's record."""

from __future__ import annotations

import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianyi.accounts.models import Grant, User
from lianyi.dated import today
from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Group, Organisation
from lianyi.people.models import Person
from lianyi.places.models import Place
from lianyi.scope import Actor, OutOfScope, Refused, Role

# Without letters and digits that look alike on paper.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def create_account(
    *, username: str, by: Actor, display_name: str = "", hashed: str = "", is_demo: bool = False
) -> tuple[User, str]:
    """Makes an account. Returns it with its one-time password, "" when the hash of a chosen one is given."""
    _require_admin(by)
    once = "" if hashed else one_time_password()
    user = User(
        username=username.strip(),
        display_name=display_name.strip(),
        is_demo=is_demo,
        has_one_time_password=not hashed,
    )
    user.password = hashed or make_password(once)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as clash:
        raise Refused(_("This user name is taken.")) from clash
    # The name of an account may be a resident's: the journal keeps only its key.
    record("account.created", by=by, changes=[Change(None, {"display_name": user.display_name})], subject=_of(user))
    return user, once


def one_time_password() -> str:
    """Four groups of four: about 80 bits, easily read aloud."""
    return "-".join("".join(secrets.choice(ALPHABET) for _i in range(4)) for _j in range(4))


@transaction.atomic
def grant(
    user: User,
    role: Role,
    *,
    by: Actor,
    place: Place | None = None,
    organisation: Organisation | None = None,
    group: Group | None = None,
    person: Person | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Grant:
    """Lets an account wear a role.

    Staff and members of the residents' committee for a community, officers for a body, district viewers for a region,
    secretaries and tellers for a group, residents for their own record.
    """
    _require_admin(by)
    _check_scope(role, place, organisation, group, person)
    granted, created = Grant.objects.get_or_create(
        user=user,
        role=role,
        place=place,
        organisation=organisation,
        group=group,
        person=person,
        ends_on=ends_on,
        defaults={"starts_on": starts_on},
    )
    if created:
        record("role.granted", by=by, changes=[Change(None, _facts(granted), granted.person_id)], subject=_of(user))
    return granted


@transaction.atomic
def end_grant(granted: Grant, *, by: Actor, on: date | None = None) -> None:
    """Takes a role away from a day on, today when not said."""
    _require_admin(by)
    day = on or today()
    if granted.user_id == by.user_id and granted.role == Role.ADMIN:
        raise Refused(_("You cannot take this role from yourself."))
    granted.ends_on = max(day, granted.starts_on) if granted.starts_on else day
    granted.save(update_fields=["ends_on"])
    record(
        "role.ended",
        by=by,
        changes=[Change(_facts(granted), {"ends_on": granted.ends_on}, granted.person_id)],
        subject=_of(granted.user),
    )


@transaction.atomic
def renew_password(user: User, *, by: Actor) -> str:
    """Gives an account a new one-time password and returns it."""
    _require_admin(by)
    password = one_time_password()
    user.set_password(password)
    user.has_one_time_password = True
    user.save(update_fields=["password", "has_one_time_password"])
    record("account.password_renewed", by=by, subject=_of(user))
    return password


@transaction.atomic
def reset_second_factor(user: User, *, by: Actor) -> None:
    """Forgets the second factor of an account, whose owner sets up a new one at the next sign-in."""
    _require_admin(by)
    Authenticator.objects.filter(user=user).delete()
    record("account.second_factor_reset", by=by, subject=_of(user))


@transaction.atomic
def set_active(user: User, *, is_active: bool, by: Actor) -> None:
    """Locks an account out, or lets it in again."""
    _require_admin(by)
    if user.pk == by.user_id:
        raise Refused(_("You cannot lock yourself out."))
    before, user.is_active = user.is_active, is_active
    user.save(update_fields=["is_active"])
    record(
        "account.opened" if is_active else "account.locked",
        by=by,
        changes=[Change({"is_active": before}, {"is_active": is_active})],
        subject=_of(user),
    )


def forget(person_id: int) -> None:
    """For the erasure of a person: their own account goes, unless it also works for the office.

    Who is gone leads no group, so what the account was granted for groups goes too.
    """
    mine = Grant.objects.filter(person=person_id)
    users = list(User.objects.filter(grants__in=mine).distinct())
    mine.delete()
    Grant.objects.filter(user__in=users, group__isnull=False).delete()
    for user in users:
        if not user.grants.exists():
            user.delete()


def _require_admin(by: Actor) -> None:
    if not by.is_(Role.ADMIN, Role.SYSTEM):
        raise OutOfScope


def _check_scope(
    role: Role, place: Place | None, organisation: Organisation | None, group: Group | None, person: Person | None
) -> None:
    kinds = {
        Role.STAFF: Place.Kind.COMMUNITY,
        Role.COMMITTEE: Place.Kind.COMMUNITY,
        Role.DISTRICT: Place.Kind.REGION,
    }
    if role in kinds and (place is None or place.kind != kinds[role]):
        raise Refused(_("Please choose a community for staff and committee, a region for a district viewer."))
    if role == Role.OFFICER and organisation is None:
        raise Refused(_("Please choose the body this officer works at."))
    if role in (Role.SECRETARY, Role.TELLER) and group is None:
        raise Refused(_("Please choose a group."))
    if role == Role.RESIDENT and person is None:
        raise Refused(_("Please choose whose record it is."))


def _facts(granted: Grant) -> dict[str, object]:
    return {
        "role": granted.role,
        "place": granted.place_id,
        "organisation": granted.organisation_id,
        "group": granted.group_id,
        "starts_on": granted.starts_on,
        "ends_on": granted.ends_on,
    }


def _of(user: User) -> tuple[str, int]:
    return ("account", user.pk)
