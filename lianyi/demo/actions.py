"""Loading the demo town, through the same actions that people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.accounts.models import User
from lianyi.accounts.queries import actor_of
from lianyi.dated import today
from lianyi.demo.accounts import ACCOUNTS, Scopes, make_accounts
from lianyi.demo.bodies import CITY_CODE, DISTRICT_CODE
from lianyi.demo.circle import ask_worker, draw_circle, draw_services
from lianyi.demo.elections import elect_committees
from lianyi.demo.loose_ends import leave_loose_ends
from lianyi.demo.matters import cast_of, raise_matters
from lianyi.demo.registries import Settled, settle
from lianyi.demo.rounds import play_round, publish_round
from lianyi.demo.street import people_the_street
from lianyi.demo.town import town
from lianyi.organisations.actions import appoint
from lianyi.organisations.models import Group, Organisation, Post
from lianyi.organisations.queries import groups_on
from lianyi.people.actions import ask_for_correction
from lianyi.people.queries import members_on
from lianyi.places.actions import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor

LOADER = Actor.system("demo")
LED = "太极拳"
CHESS = "棋艺"


def load_town(say: Callable[[str], object]) -> bool:
    """Loads the town unless it is there, all of it or nothing. Returns whether it was loaded."""
    if Place.objects.filter(code=DISTRICT_CODE).exists():
        return False
    say(_("Loading the demo town …"))
    with transaction.atomic():
        _load()
    return True


def tell_accounts() -> str:
    """The accounts of a demo site, for the console."""
    lines = [f"    {account.username:8} {account.password}   {account.title}" for account in ACCOUNTS]
    return "\n".join([_("Accounts of the demo (the sign-in code is shown on the page):"), *lines, ""])


def _load() -> None:
    plan = town()
    city = add_place(parent=None, kind=Place.Kind.REGION, name=plan.city, code=CITY_CODE, by=LOADER)
    district = add_place(parent=city, kind=Place.Kind.REGION, name=plan.district, code=DISTRICT_CODE, by=LOADER)
    settled = [settle(community, district, by=LOADER) for community in plan.communities]
    willow, bridge, bay = settled
    people_the_street(city, district, {one.plan.name: one.place for one in settled}, by=LOADER)
    begin = today() - timedelta(days=30)
    published = play_round(willow, share=1.0, starts_on=begin, by=LOADER)
    publish_round(published, by=LOADER)
    opened = play_round(bridge, share=0.62, starts_on=today() + timedelta(days=45), by=LOADER)
    led = _appoint_leads(willow)
    resident = members_on(willow.place.pk, today())[0]
    chess = next(group for group in groups_on(willow.place.pk, today()) if CHESS in group.name)
    scopes = Scopes(
        staff={"jiang": [willow.place, bridge.place], "he": [bay.place]},
        groups={"zheng": led, "tang": led, "mu": chess},
        committee=willow.place,
        body=Organisation.objects.get(name="滨河路城管执法中队"),
        district=district,
        person=resident,
    )
    make_accounts(scopes, by=LOADER)
    ask_for_correction(
        resident.pk, "我的电话换了，请打新号码 0600-8886666。", by=actor_of(User.objects.get(username="feng"))
    )
    worker = actor_of(User.objects.get(username="jiang"))
    elect_committees(willow.place.pk, by=worker)
    raise_matters(cast_of((willow.place, bridge.place), chess, resident))
    _draw_circle(willow, bridge)
    leave_loose_ends(settled=willow, published=published, opened=opened, other=bridge, by=worker)


def _draw_circle(willow: Settled, bridge: Settled) -> None:
    """The quarter of both communities; what residents walk to stands in the list of the first."""
    for one in (willow, bridge):
        draw_circle(one.place, one.plan, by=LOADER)
    draw_services(willow.place, by=LOADER)
    ask_worker([willow.place, bridge.place], by=LOADER)


def _appoint_leads(settled: Settled) -> Group:
    """Every group has somebody who leads it until it elects. Returns the group of the demo's secretary."""
    led: Group | None = None
    for group in groups_on(settled.place.pk, today()):
        first = group.memberships.on(today()).order_by("pk").first()
        if first is not None:
            since = first.starts_on or today()
            appoint(group, first.person_id, kind=Post.Kind.LEAD, since=since, by=LOADER)
        led = group if led is None or LED in group.name else led
    if led is None:
        raise RuntimeError("the demo town formed no group")
    return led
