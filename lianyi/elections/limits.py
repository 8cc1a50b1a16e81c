"""The rules that an election is measured against, as of the day of its meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from lianyi.counting import count_rules
from lianyi.dated import today
from lianyi.elections.models import Contest, Election
from lianyi.engines.count import CountRules
from lianyi.organisations.models import Post
from lianyi.rules import RulesInForce, check
from lianyi.rules.check import Verdict
from lianyi.wording import book

APPROVAL = "elections.no_candidate_needs_approval"
MOST_MONTHS_AHEAD = 24
SMALLEST_COMMITTEE = "groups.committee_minimum_size"
COMMITTEE_SIZES = (
    SMALLEST_COMMITTEE,
    "groups.committee_usual_maximum_size",
    "groups.committee_maximum_size",
)


def day_of(election: Election) -> date:
    """The day of the meeting, where the community is."""
    return timezone.localdate(election.meets_at)


def rules_of(election: Election) -> RulesInForce:
    """Every rule as it stands on the day of the meeting."""
    return book().on(day_of(election))


def counting_rules(election: Election) -> CountRules:
    """The rules of the count as the engine takes them."""
    return count_rules(rules_of(election))


def has_committee(members: int, on: date) -> bool:
    """Whether a group of so many voting members elects a committee, or a lead alone."""
    return members >= book().on(on)["groups.committee_from_members"].number


def surplus_of(election: Election, seats: int) -> int:
    """How many candidates more than seats there must be, at least one."""
    share = rules_of(election)["elections.candidate_surplus"].share
    return max(1, -(-seats * share.numerator // share.denominator))


def verdicts(
    election: Election, contests: list[Contest], standing: Mapping[int, int], term_before: date | None
) -> list[Verdict]:
    """What the rules say of an election before it is called.

    `standing` is how many candidates each contest has, `term_before` when the present term ends.
    """
    rules, day = rules_of(election), day_of(election)
    found = []
    for contest in contests:
        if contest.post == Post.Kind.COMMITTEE and election.kind == Election.Kind.REGULAR:
            found += [check(rules[rule], contest.seats, on=day) for rule in COMMITTEE_SIZES]
        if contest.method == Contest.Method.SURPLUS and standing[contest.pk]:
            surplus = Fraction(standing[contest.pk] - contest.seats, contest.seats)
            found.append(check(rules["elections.candidate_surplus"], surplus, on=day))
    if election.called_on:
        found.append(check(rules["elections.notice_days"], (day - election.called_on).days, on=day))
    if term_before and election.kind == Election.Kind.REGULAR:
        found.append(check(rules["elections.shift_maximum_months"], _months_between(day, term_before), on=day))
    return found


def verdict_of_size(election: Election, size: int) -> Verdict:
    """Whether a committee of so many is large enough."""
    return check(rules_of(election)[SMALLEST_COMMITTEE], size, on=day_of(election))


def pilots(election: Election, contests: list[Contest]) -> list[Contest]:
    """The contests whose method needs a document from above. How a committee chooses among itself is no pilot."""
    if not rules_of(election)[APPROVAL].flag:
        return []
    by_all = [contest for contest in contests if contest.electors == Contest.Electors.ASSEMBLY]
    return [contest for contest in by_all if contest.method == Contest.Method.NO_CANDIDATE]


def is_too_far(meets_at: datetime) -> bool:
    """Whether a meeting lies so far ahead that the year must be a slip."""
    return timezone.localdate(meets_at) > months_later(today(), MOST_MONTHS_AHEAD)


def term_end(start: date, on: date) -> date:
    """The day on which a term ends that begins on a day: the first one that no longer counts."""
    years = book().on(on)["groups.term_years"].number
    try:
        return start.replace(year=start.year + years)
    except ValueError:  # 29 February
        return start.replace(year=start.year + years, day=28)


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = 31
    while True:
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            last -= 1


def _months_between(one: date, two: date) -> int:
    """Whole months from one day to another, begun ones counted, whichever comes first."""
    early, late = sorted((one, two))
    months = (late.year - early.year) * 12 + late.month - early.month
    return months + (late.day > early.day)
