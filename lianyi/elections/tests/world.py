"""A group of invented people and its election, brought as far as a test needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from lianyi.dated import today
from lianyi.elections.actions import meeting, preparing, tellers, voting
from lianyi.elections.actions.meeting import Named
from lianyi.elections.actions.preparing import Office
from lianyi.elections.actions.tellers import Mark
from lianyi.elections.evening import Evening
from lianyi.elections.models import Contest, Election, Official, Round
from lianyi.organisations.actions import join_group, open_group
from lianyi.people.actions.bulk import NewPerson
from lianyi.people.actions.single import add_person
from lianyi.people.models import Person
from lianyi.places.actions.single import add_place
from lianyi.places.models import Place
from lianyi.scope import Actor, Role

SYSTEM = Actor.system("tests")
COMMITTEE = Office("committee", 5, Contest.Method.NO_CANDIDATE)
LEAD = Office("lead", 1, Contest.Method.NO_CANDIDATE, Contest.Electors.COMMITTEE)


class Town:
    """A community with one group of so many members, numbered from 1, and the staff person who works there."""

    def __init__(self, members: int = 25, kind: str = "") -> None:
        region = add_place(parent=None, kind=Place.Kind.REGION, name="雾城", by=SYSTEM)
        self.community = add_place(parent=region, kind=Place.Kind.COMMUNITY, name="柳岸社区", by=SYSTEM)
        self.staff = Actor(
            user_id=1, name="蒋禾", roles=frozenset({Role.STAFF}), community_ids=frozenset({self.community.pk})
        )
        self.group = open_group(
            community_id=self.community.pk, bond="interest", name="太极拳", minimum=1, maximum=99, by=SYSTEM
        )
        self.people = [self.member(f"成员{number:02}", kind) for number in range(1, members + 1)]

    def member(self, name: str, kind: str = "") -> Person:
        new = NewPerson(name=name, number=name[2:], kind=kind)
        person = add_person(self.community.pk, new, by=SYSTEM)
        join_group(self.group, person.pk, since=today() - timedelta(days=30), by=SYSTEM)
        return person

    def prepare(self, *offices: Office, **settings: object) -> Election:
        meets = timezone.now() + timedelta(days=5)
        begins = timezone.localdate(meets)
        asked = {
            "title": "太极拳理事推选",
            "meets_at": meets,
            "venue": "活动室",
            "term_starts_on": begins,
            "term_ends_on": begins + timedelta(days=3 * 365),
            "approval": "柳岸批〔2026〕7号",
        }
        return preparing.prepare_election(self.group, asked | settings, offices or (COMMITTEE,), by=self.staff)


class Night:
    """An election that was called and opened, with everybody checked in and two tellers from outside at their seats."""

    def __init__(self, town: Town, election: Election, present: int | None = None) -> None:
        self.town = town
        preparing.call_election(election, by=town.staff)
        meeting.open_meeting(election, by=town.staff)
        self.election = election
        self.check_in(present if present is not None else len(town.people))
        self.secrets: dict[int, str] = {}

    def seat_tellers(self) -> None:
        named = [
            Named("scrutineer", None, "监票甲"),
            Named("teller", None, "计票甲", 1),
            Named("teller", None, "计票乙", 2),
        ]
        meeting.confirm_officials(self.fresh, named, by=self.town.staff)

    def check_in(self, count: int) -> None:
        electors = list(self.election.electors.all())[:count]
        meeting.check_in(self.fresh, [elector.pk for elector in electors], True, by=self.town.staff)

    @property
    def fresh(self) -> Election:
        return Election.objects.get(pk=self.election.pk)

    @property
    def evening(self) -> Evening:
        return Evening(self.fresh)

    def teller(self, seat: int) -> Official:
        return self.election.officials.get(seat=seat)

    def issue(self, count: int | None = None) -> Round:
        evening = self.evening
        assert evening.contest is not None
        _expected, present = evening.voters(evening.contest)
        return voting.issue_ballots(self.fresh, count or present, by=self.town.staff)

    def collect(self, count: int) -> Round:
        return voting.collect_ballots(self.fresh, count, by=self.town.staff)

    def enter(self, seat: int, ballots: Sequence[str], invalid: Mapping[str, int] | None = None) -> None:
        """One teller keys these ballots, each as the numbers on it."""
        round_ = self.evening.round
        assert round_ is not None
        for ballot in ballots:
            tellers.enter(self.teller(seat), round_.pk, Mark("ballot" if ballot else "blank", ballot))
        for reason, count in (invalid or {}).items():
            for _time in range(count):
                tellers.enter(self.teller(seat), round_.pk, Mark("invalid", reason))

    def count(self, ballots: Sequence[str], invalid: Mapping[str, int] | None = None) -> Round:
        """Issues, collects and counts these ballots by both tellers."""
        total = len(ballots) + sum((invalid or {}).values())
        round_ = self.issue()
        self.collect(total)
        for seat in (1, 2):
            self.enter(seat, ballots, invalid)
            tellers.hand_in(self.teller(seat), round_.pk)
        return Round.objects.get(pk=round_.pk)

    def person(self, number: int) -> int:
        return self.election.electors.get(number=number).person_id

    def numbers(self, people: Sequence[int]) -> list[int]:
        of = dict(self.election.electors.values_list("person_id", "number"))
        return [of[person] for person in people]
