"""The whole map of a day in memory, and the question it puts to the engine for one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from lianyi.engines.errands import Counter as Window
from lianyi.engines.errands import Held, Issuer, Paper, Person, Problem, Way
from lianyi.papers_map import proofs
from lianyi.papers_map.models import Certificate, Counter, Plan, Requirement
from lianyi.papers_map.queries.registry import open_counters

POST_DAYS = 3  # for one letter: an assumption, told beside every plan that uses post


@dataclass(frozen=True)
class Answers:
    """What somebody answered to the six questions. Papers are keys of certificates, places names of cities."""

    wanted: tuple[int, ...]
    held: tuple[int, ...] = ()
    home: str = ""
    goes: str = Plan.Goes.ANYWHERE
    helpers_in: tuple[str, ...] = ()
    post: bool = True
    online: bool = False


@dataclass(frozen=True)
class PapersMap:
    """Certificates by key, and for each where it is had, what it always needs, and the groups of which one will do."""

    certificates: dict[int, Certificate]
    counters: dict[int, list[Counter]]
    needs: dict[int, set[int]]
    choices: dict[int, list[set[int]]]
    barred: frozenset[int] = field(default=frozenset())

    def behind(self, wanted: Iterable[int]) -> list[int]:
        """What plays a part for these certificates: they and all that may lead to them, the nearest first."""
        found = list(dict.fromkeys(key for key in wanted if key in self.certificates))
        for key in found:  # it grows while we walk it
            asked = self.needs[key].union(*self.choices[key])
            found += [other for other in sorted(asked) if other not in found]
        return found

    def cities_of(self, keys: Iterable[int]) -> list[str]:
        """The cities in which these are had, the one with most of them first."""
        counted: dict[str, int] = defaultdict(int)
        for key in keys:
            for city in {counter.city for counter in self.counters[key]}:
                counted[city] += 1
        return sorted(counted, key=lambda city: (-counted[city], city))

    def counter(self, key: int, window: str) -> Counter | None:
        """The counter at which a certificate is had at a window of the engine."""
        return next((one for one in self.counters[key] if window_of(one) == window), None)


def load(on: date) -> PapersMap:
    """The map as it is on a day, in four queries. What is ended, or had nowhere any more, is not needed or not had."""
    known = {one.pk: one for one in Certificate.objects.on(on).select_related("subject")}
    counters: dict[int, list[Counter]] = {key: [] for key in known}
    for counter in open_counters(on).filter(certificate__in=known).select_related("organisation", "window"):
        counters[counter.certificate_id].append(counter)
    needs: dict[int, set[int]] = {key: set() for key in known}
    groups: dict[int, dict[str, set[int]]] = {key: defaultdict(set) for key in known}
    for row in Requirement.objects.filter(certificate__in=known, needs__in=known):
        (groups[row.certificate_id][row.choice] if row.choice else needs[row.certificate_id]).add(row.needs_id)
    choices = {key: [group for _name, group in sorted(of_one.items())] for key, of_one in groups.items()}
    barred = frozenset(one.pk for one in known.values() if proofs.is_barred(one.proof))
    return PapersMap(known, counters, needs, choices, barred)


def problem_of(papers: PapersMap, answers: Answers) -> Problem:
    """What the engine is asked: only what plays a part for the papers wanted."""
    keys = papers.behind(answers.wanted)
    windows = {
        window_of(one): Window(window_of(one), one.city, one.place, one.hours)
        for key in keys
        for one in papers.counters[key]
    }
    goes = {Plan.Goes.ANYWHERE: None, Plan.Goes.HOME: frozenset({answers.home}), Plan.Goes.NOWHERE: frozenset[str]()}
    person = Person(
        answers.home,
        tuple(Held(str(key)) for key in dict.fromkeys(answers.held) if key in keys),
        goes[Plan.Goes(answers.goes)],
        frozenset(answers.helpers_in),
        answers.post,
        answers.online,
    )
    goals = frozenset(str(key) for key in answers.wanted if key in papers.certificates)
    return Problem(tuple(_paper(papers, key) for key in keys), tuple(windows.values()), person, goals, POST_DAYS)


def window_of(counter: Counter) -> str:
    """The window of the engine: papers had at the same window are fetched on the same visit."""
    return f"{counter.organisation_id}.{counter.window_id or 0}.{counter.city}"


def _paper(papers: PapersMap, key: int) -> Paper:
    one = papers.certificates[key]
    issuers: dict[str, Issuer] = {}
    for counter in papers.counters[key]:
        issuers.setdefault(window_of(counter), _issuer(counter))
    return Paper(
        str(key),
        tuple(issuers.values()),
        frozenset(map(str, papers.needs[key])),
        tuple(frozenset(map(str, group)) for group in papers.choices[key]),
        one.fee,
        one.days,
        one.is_collected,
        one.holds_days or None,
        key in papers.barred,
    )


def _issuer(counter: Counter) -> Issuer:
    given = {
        Way.IN_PERSON: counter.in_person,
        Way.PROXY: counter.by_proxy,
        Way.POST: counter.by_post,
        Way.ONLINE: counter.online,
    }
    ways = frozenset(way for way, is_open in given.items() if is_open)
    extra = {Way.POST: counter.sends_back, Way.PROXY: counter.proxy_collects}
    back = (ways - {Way.ONLINE}) | {way for way, is_open in extra.items() if is_open}
    return Issuer(window_of(counter), ways, frozenset(back))
