"""Running the matters of past months through a draft, before anybody decides: what it would change for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.engines import reform as engine
from lianyi.engines.reform import Comparison, Load, PastMatter, RefusedError
from lianyi.organisations.models import Organisation
from lianyi.organisations.models.naming import split_names
from lianyi.places.models import Place
from lianyi.reforms.actions import created_names, plan_of
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import snapshot
from lianyi.reforms.wording import Names
from lianyi.responsibilities.models import Subject
from lianyi.scope import Refused
from lianyi.sheets import UnreadableFile, check_size, interpret_file, load_layout, message

LAYOUT = "past_matters"
SUFFIX = "社区"  # people leave it out
ASSUMPTIONS = {
    "structures_on_one_day": gettext_lazy(
        "Both structures are taken as of the day of the reform, whenever a matter came."
    ),
    "enters_at_smallest_area": gettext_lazy(
        "A resident goes first to the most local public body: the one with the fewest areas around them."
    ),
    "nearest_leads": gettext_lazy("Of several that lead, the one for the smallest area answers."),
    "passed_along_lines": gettext_lazy("A matter goes from body to body along the lines, up and then down."),
    "visits_where_a_part_is": gettext_lazy(
        "A resident visits where they enter, and each body on the way that has a part in the subject."
    ),
    "totals_of_those_routed_in_both": gettext_lazy("Totals leave out what has no way before or after."),
    "every_matter_weighs_the_same": gettext_lazy("Every matter weighs the same."),
}


@dataclass(frozen=True)
class Log:
    """The matters of a file or of the register, and the rows that say something nobody knows: (row, text).

    `notes` say what the log is made of.
    """

    matters: list[PastMatter]
    unknown: list[tuple[int, str]]
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class BodyLoad:
    """What enters at a body and what it handles, before and after."""

    name: str
    before: Load
    after: Load


@dataclass(frozen=True)
class Replayed:
    """A comparison in words: (what, before, after, each per matter), the work of each body, and how often there is no
    way: (area, subject, when, times).
    """

    comparison: Comparison
    figures: list[tuple[str, int, int, float, float]]
    loads: list[BodyLoad]
    unrouted: list[tuple[str, str, str, int]]
    assumptions: list[str]


def read_log(content: bytes, name: str) -> Log:
    """The matters of a sheet: day, community, subject, hand-offs. Raises Refused when it cannot be read at all."""
    try:
        check_size(len(content))
        sheet = interpret_file(content, name, load_layout(LAYOUT), today=today())
    except UnreadableFile as problem:
        raise Refused(message(problem, get_language() or "")) from problem
    if not sheet.is_usable:
        raise Refused(" ".join(message(problem, get_language() or "") for problem in sheet.problems[:3]))
    places, subjects = _places(), _subjects()
    matters, unknown = [], [(problem.row, message(problem, get_language() or "")) for problem in sheet.errors]
    for row in sheet.good_rows:
        community, subject = str(row.values.get("community") or ""), str(row.values.get("subject") or "")
        place, about = places.get(_plain(community)), subjects.get(_plain(subject))
        if place is None or about is None:
            unknown.append((row.number, community if place is None else subject))
            continue
        day, hops = row.values.get("day"), row.values.get("hops")
        matters.append(
            PastMatter(
                row.number,
                str(about),
                place,
                day if isinstance(day, date) else today(),
                hops if isinstance(hops, int) else None,
            )
        )
    return Log(matters, unknown)


def replay(found: Reform, log: Log) -> Replayed:
    """Compares the structure as it is with that of the draft. Raises Refused while the draft cannot be carried out."""
    now, plan = snapshot(), plan_of(found)
    try:
        after = engine.apply(now.history, plan, now.around).history
    except RefusedError as fault:
        raise Refused(_("Complete the draft first: what nobody has answered has no way either.")) from fault
    around = {**now.around, **_around(log)}
    public = set(Organisation.objects.filter(kind=Organisation.Kind.PUBLIC).values_list("pk", flat=True))
    entries = public | (after.bodies.keys() - now.history.bodies.keys())
    compared = engine.replay(now.history, after, log.matters, around, found.day, entries)
    names = Names(created_names(plan))
    return Replayed(
        compared,
        _figures(compared),
        _loads(compared, names),
        _without_a_way(compared, names),
        [*log.notes, *(str(ASSUMPTIONS[code]) for code in compared.assumptions)],
    )


def _without_a_way(compared: Comparison, names: Names) -> list[tuple[str, str, str, int]]:
    """The most often first."""
    times = Counter((int(one.matter.area), str(one.matter.subject), one.structure) for one in compared.unrouted)
    ranked = sorted(times.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        (names.areas.get(area, "—"), names.subject(subject), _when(structure), count)
        for (area, subject, structure), count in ranked
    ]


def _figures(compared: Comparison) -> list[tuple[str, int, int, float, float]]:
    rows = (
        (_("levels passed"), compared.before.levels, compared.after.levels),
        (_("hand-offs"), compared.before.hand_offs, compared.after.hand_offs),
        (_("bodies a resident has to visit"), compared.before.visits, compared.after.visits),
    )
    count = compared.compared or 1
    return [(what, before, after, before / count, after / count) for what, before, after in rows]


def _loads(compared: Comparison, names: Names) -> list[BodyLoad]:
    keys = sorted(compared.loads_before.keys() | compared.loads_after.keys(), key=lambda key: (names.body(key), key))
    nothing = Load()
    return [
        BodyLoad(names.body(key), compared.loads_before.get(key, nothing), compared.loads_after.get(key, nothing))
        for key in keys
    ]


def _when(structure: str) -> str:
    return _("no way before") if structure == "before" else _("no way after")


def _around(log: Log) -> dict[engine.Target, list[engine.Target]]:
    areas = {matter.area for matter in log.matters}
    return {place.pk: list(reversed(place.ancestor_ids[:-1])) for place in Place.objects.filter(pk__in=areas)}


def _places() -> dict[str, int]:
    found = Place.objects.filter(kind=Place.Kind.COMMUNITY, ends_on__isnull=True).values_list("name", "pk")
    return {form: pk for name, pk in found for form in (_plain(name), _plain(name.removesuffix(SUFFIX)))}


def _subjects() -> dict[str, int]:
    return {
        _plain(name): one.pk
        for one in Subject.objects.all()
        for name in (one.name, one.name_en, *split_names(one.asked_as))
        if name
    }


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
