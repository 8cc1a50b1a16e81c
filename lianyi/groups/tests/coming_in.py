"""An invented community with a round, for the tests of rounds, forms, paper and keying."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from lianyi.accounts.models import Grant, User
from lianyi.accounts.queries import actor_of
from lianyi.groups import codes
from lianyi.groups.actions.proposals import Proposal, propose_groups
from lianyi.groups.actions.rounds import open_formation, prepare_formation
from lianyi.groups.models import Formation, WishForm
from lianyi.people.actions.bulk import NewPerson, add_people
from lianyi.places.actions.single import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

SYSTEM = Actor.system("tests")
NAMES = ("林晓禾", "陈大文", "王小明", "Anna Berg", "李建国", "何秀英")


class Community:
    """A community with six members in two buildings, and a person of the staff."""

    def __init__(self, name: str = "柳岸社区") -> None:
        region = add_place(parent=None, kind=Place.Kind.REGION, name=f"{name}区", by=SYSTEM)
        self.place = add_place(parent=region, kind=Place.Kind.COMMUNITY, name=name, by=SYSTEM)
        compound = add_place(parent=self.place, kind=Place.Kind.COMPOUND, name="柳岸小区", by=SYSTEM)
        self.compound = compound
        self.buildings = [
            add_place(parent=compound, kind=Place.Kind.BUILDING, name=f"{number}号楼", by=SYSTEM) for number in (1, 2)
        ]
        self.person_ids = self.join(*NAMES)
        self.user = User.objects.create_user(
            f"staff-{self.place.pk}", password="a long enough one", display_name="周敏"
        )
        Grant.objects.create(user=self.user, role=Role.STAFF, place=self.place)
        TOTP.activate(self.user, generate_totp_secret())
        self.staff = actor_of(self.user)

    def join(self, *names: str) -> list[int]:
        """New members; they live in the buildings by turns."""
        new = [
            NewPerson(
                name,
                phone="13900001234",
                kind="member",
                member_since=date(2020, 1, 1),
                place_id=self.buildings[position % 2].pk,
                lives_since=date(2020, 1, 1),
            )
            for position, name in enumerate(names)
        ]
        return add_people(self.place.pk, new, by=SYSTEM)

    def prepare(self, **settings: Any) -> Formation:
        """A round being prepared, with groups 1 and 2 (interest), 3 (trade) and 4 (residence)."""
        defaults = {
            "title": "春季成组",
            "deadline": in_days(20),
            "max_wishes": 3,
            "seed": 424242,
            "contact": "社区服务站",
            "keep_until": timezone.localdate() + timedelta(days=400),
        }
        formation = prepare_formation(self.place.pk, defaults | settings, by=self.staff)
        bonds = ("interest", "interest", "trade", "residence")
        groups = [
            Proposal(name=name, bond=bond, minimum=3, maximum=30)
            for name, bond in zip(("书法组", "棋艺组", "教师组", "邻里组"), bonds, strict=True)
        ]
        propose_groups(formation, groups, by=self.staff)
        return formation

    def opened(self, **settings: Any) -> Formation:
        return open_formation(self.prepare(**settings), by=self.staff)

    def client(self, language: str = "en") -> Client:
        client = Client()
        client.force_login(self.user)
        client.cookies["lianyi_language"] = language
        return client


def in_days(days: int) -> datetime:
    return timezone.now() + timedelta(days=days)


def form_of(formation: Formation, name: str) -> WishForm:
    return formation.forms.select_related("formation", "person").get(person__name=name)


def code_of(form: WishForm) -> str:
    return codes.shown(codes.code_of(form.nonce))


def stranger(language: str = "en") -> Client:
    """A browser without an account."""
    client = Client()
    client.cookies["lianyi_language"] = language
    return client
