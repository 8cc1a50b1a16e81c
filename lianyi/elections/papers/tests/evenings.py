"""An evening made for tests of papers: a group of a few invented people who elect a committee of three."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from lianyi.elections.models import Contest, Election, Elector, Official, Round
from lianyi.organisations.models import Group
from lianyi.people.models import Person
from lianyi.places.models import Place

PEOPLE = ("黄磊", "张伟", "王芳", "丁一", "李明", "陈静", "赵云")
DAY = date(2026, 5, 8)


def evening(people: tuple[str, ...] = PEOPLE, *, seats: int = 3, method: str = "no_candidate") -> Election:
    """Everybody is expected, all but the last are present."""
    place = Place.objects.create(kind=Place.Kind.COMMUNITY, name="和园社区", path="/")
    Place.objects.filter(pk=place.pk).update(path=f"/{place.pk}/")
    group = Group.objects.create(
        community=place, bond="interest", name="书画小组", minimum=3, maximum=50, starts_on=date(2025, 1, 1)
    )
    election = Election.objects.create(
        group=group,
        title="书画小组选举大会",
        meets_at=timezone.make_aware(datetime(2026, 5, 8, 19, 30)),
        venue="活动室",
        contact="黄磊",
        approval="和园〔2026〕3号",
        term_starts_on=DAY,
        term_ends_on=date(2029, 5, 8),
        called_on=date(2026, 5, 1),
    )
    for number, name in enumerate(people, 1):
        person = Person.objects.create(community=place, name=name, number=f"ID{number:05}")
        Elector.objects.create(election=election, person=person, number=number, is_present=number < len(people))
    Contest.objects.create(election=election, order=1, post="committee", seats=seats, method=method)
    scrutineer = election.electors.get(number=1).person
    Official.objects.create(election=election, person=scrutineer, task="scrutineer")
    for seat, name in ((1, "外来甲"), (2, "外来乙")):
        Official.objects.create(election=election, name=name, task="teller", seat=seat)
    return election


def key(election: Election, name: str) -> int:
    return election.electors.get(person__name=name).person_id


def settled(election: Election, votes: dict[str, tuple[int, int, int]], **more: Any) -> Round:
    """A round that was counted: name → for, against, abstained."""
    contest = election.contests.get()
    able = [elector.person_id for elector in election.electors.all() if elector.number != 1]
    ids = {name: key(election, name) for name in votes}
    facts: dict[str, Any] = {
        "stage": "ordinary",
        "standing": [],
        "state": "settled",
        **more,
    }
    decided = {"state": "complete", "needed": 4, "elected": [], "tied": [], "reasons": [], **facts.pop("outcome", {})}
    decided |= {part: [ids[name] for name in decided[part]] for part in ("elected", "tied")}
    return Round.objects.create(
        contest=contest,
        number=contest.rounds.count() + 1,
        seats=contest.seats,
        names=able,
        expected=7,
        present=6,
        issued=6,
        returned=6,
        tally={
            "votes": {str(ids[name]): list(counts) for name, counts in votes.items()},
            "others": 1,
            "valid": 5,
            "invalid": {"too_many_names": 1},
        },
        outcome=decided,
        **facts,
    )
