"""A plan in words: trips, stops, and at each what is done, brought, paid and waited for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from lianyi.papers_map import proofs
from lianyi.papers_map.models import Certificate, Counter, Errand
from lianyi.papers_map.planning import Line
from lianyi.papers_map.the_map import PapersMap
from lianyi.responsibilities import hours

ACT, WAY = Errand.Act, Errand.Way


@dataclass(frozen=True)
class Thing:
    """Something done at a stop: what, and what to bring for it. `after` says when and how the paper is had."""

    certificate: Certificate
    what: str
    bring: tuple[str, ...]
    fee: str
    after: str
    done_on: date | None


@dataclass(frozen=True)
class Stop:
    """Where one goes, or writes to."""

    counter: Counter | None
    hours: str
    things: tuple[Thing, ...]


@dataclass(frozen=True)
class Step:
    """A trip (`number` 1 and on) of oneself or a helper, or what is done from home (0). `day`: not before."""

    number: int
    is_helpers: bool
    city: str
    day: date
    stops: tuple[Stop, ...]

    @property
    def is_done(self) -> bool:
        return all(thing.done_on for stop in self.stops for thing in stop.things)


@dataclass(frozen=True)
class Barred:
    """A paper that nobody may demand, who asks for it nevertheless, and what to say there."""

    certificate: Certificate
    asked_for: tuple[Certificate, ...]
    say: str


def steps(lines: Sequence[Line], papers: PapersMap, since: date) -> list[Step]:
    """The steps in order. `since` is the day from which the days of the lines count."""
    found = []
    for (number, _stop), group in groupby(lines, key=lambda line: (line.trip, None if line.trip else id(line))):
        found.append(_step(number, list(group), papers, since))
    return found


def _step(number: int, lines: list[Line], papers: PapersMap, since: date) -> Step:
    stops = tuple(
        _stop(list(group), papers, since)
        for _where, group in groupby(lines, key=lambda line: line.counter and (line.counter.place, line.counter.city))
    )
    first = lines[0]
    city = first.counter.city if first.counter else ""
    return Step(number, first.way == WAY.PROXY, city, since + timedelta(days=first.day), stops)


def _stop(lines: list[Line], papers: PapersMap, since: date) -> Stop:
    counter = lines[0].counter
    opening = hours.shown(counter.hours) if counter and counter.hours else ""
    return Stop(counter, opening, tuple(_thing(line, papers, since) for line in lines))


def _thing(line: Line, papers: PapersMap, since: date) -> Thing:
    certificate = line.certificate
    bring = tuple(_bring(line, papers)) if line.act != ACT.COLLECT else (_("the receipt of the application"),)
    if line.way == WAY.PROXY:
        bring = (*bring, _("the signed mandate"), _("the helper’s identity card"))
    pays = certificate.fee and line.act != ACT.COLLECT
    return Thing(
        certificate,
        _what(line) % {"paper": certificate.shown_name},
        bring,
        yuan(certificate.fee) if pays else "",
        _after(line, since),
        line.done_on,
    )


def _what(line: Line) -> str:
    if line.way == WAY.ONLINE:
        return _("Apply online for: %(paper)s")
    if line.way == WAY.POST:
        return _("Apply by post for: %(paper)s")
    if line.act == ACT.COLLECT:
        return _("Collect: %(paper)s")
    return _("Apply for: %(paper)s") if line.is_ready_later else _("Get at once: %(paper)s")


def _bring(line: Line, papers: PapersMap) -> Iterable[str]:
    """What is asked for, without what nobody may demand; of a group one will do."""
    key = line.certificate.pk
    if key not in papers.certificates:
        return
    names = {other: papers.certificates[other].shown_name for other in papers.certificates}
    for other in sorted(papers.needs[key] - papers.barred):
        yield names[other]
    for group in papers.choices[key]:
        if rest := group - papers.barred:
            yield _(" or ").join(names[other] for other in sorted(rest))


def _after(line: Line, since: date) -> str:
    ready = f"{since + timedelta(days=line.ready_day):%m-%d}"
    if not line.is_ready_later:
        return ""
    if line.is_sent:
        return _("Ask to have it sent to you: about %(day)s it is there.") % {"day": ready}
    if line.way in (WAY.ONLINE, WAY.POST) or not line.certificate.is_collected:
        return _("It comes to you by itself, about %(day)s.") % {"day": ready}
    return _("It can be collected from about %(day)s.") % {"day": ready}


def yuan(cents: int) -> str:
    """An amount as people read it."""
    return f"¥{cents / 100:.2f}".removesuffix(".00")


def barred(lines: Iterable[Line], wanted: Iterable[int], papers: PapersMap) -> list[Barred]:
    """What nobody may demand among what is asked for on the way, or was wanted itself."""
    asking = {line.certificate.pk: line.certificate for line in lines if line.certificate.pk in papers.certificates}
    found = []
    for key in sorted(papers.barred):
        by = [one for one in asking.values() if key in papers.needs[one.pk].union(*papers.choices[one.pk])]
        if by or key in set(wanted):
            certificate = papers.certificates[key]
            found.append(Barred(certificate, tuple(by), proofs.what_to_say(certificate.proof)))
    return found
