"""An invented street for the tests of matters: two bodies that lead something, and the accounts that carry matters."""

from __future__ import annotations

from dataclasses import dataclass

from lianyi.accounts.actions import create_account, grant
from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.matters.actions.intake import Opened, Told, Whose, open_matter
from lianyi.matters.models import Matter
from lianyi.organisations.actions import Facts, add_organisation
from lianyi.organisations.models import Organisation
from lianyi.organisations.tests.settlement import SYSTEM, Settlement, settle
from lianyi.responsibilities.actions import Ground, add_subject, assign
from lianyi.responsibilities.models import Responsibility, Subject
from lianyi.scope import Actor, Role

GROUND = Ground("职责清单第 3 条", "区政府网站")
ROLES = Responsibility.Role


@dataclass(frozen=True)
class Street:
    """`bureau` leads `lamps` in the whole region and stands above `office`, which leads `welfare` here."""

    town: Settlement
    bureau: Organisation
    office: Organisation
    lamps: Subject
    welfare: Subject
    worker: Actor
    colleague: Actor
    elsewhere: Actor
    committee: Actor
    officer: Actor
    clerk: Actor


def account(username: str, role: Role, **scope: object) -> Actor:
    """An account with one role, as an actor."""
    user, _once = create_account(username=username, display_name=username, hashed="!", by=SYSTEM)
    grant(user, role, by=SYSTEM, **scope)  # type: ignore[arg-type]
    return actor_of(User.objects.get(pk=user.pk))


def street() -> Street:
    town = settle()
    bureau = add_organisation(Facts("城管局", "public"), areas=[town.region], by=SYSTEM)
    office = add_organisation(Facts("服务中心", "public"), areas=[town.here], line=bureau, by=SYSTEM)
    lamps, welfare = add_subject({"name": "路灯"}, by=SYSTEM), add_subject({"name": "低保"}, by=SYSTEM)
    assign(lamps, bureau, ROLES.LEADS, GROUND, by=SYSTEM)
    assign(welfare, office, ROLES.LEADS, GROUND, by=SYSTEM)
    assign(lamps, office, ROLES.NOT_OURS, GROUND, by=SYSTEM)
    return Street(
        town,
        bureau,
        office,
        lamps,
        welfare,
        worker=account("worker", Role.STAFF, place=town.here),
        colleague=account("colleague", Role.STAFF, place=town.here),
        elsewhere=account("elsewhere", Role.STAFF, place=town.elsewhere),
        committee=account("committee", Role.COMMITTEE, place=town.here),
        officer=account("officer", Role.OFFICER, organisation=bureau),
        clerk=account("clerk", Role.OFFICER, organisation=office),
    )


def raised(street: Street, topic: str = "三栋门口路灯坏了", **told: object) -> Opened:
    """A matter raised by the web, with a name and a telephone number unless said otherwise."""
    told = {"channel": Matter.Channel.WEB, "whose": Whose("简安", "13900001234"), **told}
    return open_matter(street.town.here, Told(topic, **told), by=Actor())  # type: ignore[arg-type]
