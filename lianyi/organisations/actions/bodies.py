"""Organisations: what they are called, when they are there, and who may say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.closing import standing_in_the_way
from lianyi.organisations.credit_codes import checked_code
from lianyi.organisations.models import Contact, Office, Organisation, Reporting, Serving
from lianyi.organisations.queries.bodies import may_change
from lianyi.places.models import Place
from lianyi.places.queries import community_of, may_see
from lianyi.scope import Actor, OutOfScope, Refused, Role


@dataclass(frozen=True)
class Facts:
    """What is known of an organisation, but for its line and areas."""

    name: str
    kind: str = Organisation.Kind.INSTITUTION
    also_called: str = ""
    code: str = ""
    address: str = ""
    phone: str = ""


@transaction.atomic
def add_organisation(
    facts: Facts,
    *,
    by: Actor,
    line: Organisation | None = None,
    areas: Iterable[Place] = (),
    starts_on: date | None = None,
) -> Organisation:
    """Adds a body that belongs to a line and serves areas. Staff may do so for areas within their communities."""
    served = list(areas)
    require_areas(served, by)
    organisation = Organisation(**checked(facts), starts_on=starts_on)
    organisation.save()
    if line:
        Reporting.objects.create(organisation=organisation, line=line, starts_on=starts_on)
    Serving.objects.bulk_create(Serving(organisation=organisation, area=area, starts_on=starts_on) for area in served)
    after = {**asdict(facts), "line": line.pk if line else None, "areas": [area.pk for area in served]}
    tell("organisation.added", organisation, {}, after, by)
    return organisation


@transaction.atomic
def add_organisations(
    rows: Sequence[tuple[Facts, Place]], *, by: Actor, line: Organisation | None = None, purpose: str = ""
) -> list[Organisation]:
    """Adds many that serve one area each, with one entry in the journal for each area. In the order of the rows."""
    areas = {area.pk: area for _facts, area in rows}
    for area in areas.values():
        require_areas([area], by)
    made = [Organisation(**checked(facts)) for facts, _area in rows]
    for organisation in made:
        organisation.set_keys()
    made = Organisation.objects.bulk_create(made)
    pairs = list(zip(made, (area for _facts, area in rows), strict=True))
    Serving.objects.bulk_create(Serving(organisation=organisation, area=area) for organisation, area in pairs)
    if line:
        Reporting.objects.bulk_create(Reporting(organisation=organisation, line=line) for organisation in made)
    for key, area in areas.items():
        names = [organisation.name for organisation, served in pairs if served.pk == key]
        community = community_of(area)
        record(
            "organisation.many_added",
            by=by,
            changes=[Change(None, {"names": names, "area": key})],
            subject=("place", key),
            community_id=community.pk if community else None,
            purpose=purpose,
        )
    return made


@transaction.atomic
def correct_organisation(organisation: Organisation, facts: Facts, *, by: Actor) -> Organisation:
    """Puts right what is known of an organisation. Its line and areas change by days, with actions of their own."""
    require_own(organisation, by)
    before = asdict(facts_of(organisation))
    for name, value in checked(facts).items():
        setattr(organisation, name, value)
    organisation.save()
    tell("organisation.corrected", organisation, before, asdict(facts_of(organisation)), by)
    return organisation


@transaction.atomic
def close_organisation(organisation: Organisation, *, on: date, by: Actor) -> None:
    """Ends an organisation and what hangs on it. `on` is the first day on which it is no more.

    One that others report to is not simply ended: a reform says what becomes of them.
    """
    require_own(organisation, by)
    if organisation.starts_on and on < organisation.starts_on:
        raise Refused(_("The end lies before the start."))
    if Reporting.objects.on(on).filter(line=organisation).exists():
        raise Refused(_("Other organisations belong to it. Say first where they belong from that day on."))
    for what in standing_in_the_way(organisation, on):
        raise Refused(what)
    for kind in (Reporting, Serving, Office, Contact):
        open_rows = kind.objects.filter(organisation=organisation, ends_on__isnull=True)
        open_rows.filter(starts_on__gt=on).delete()
        open_rows.update(ends_on=on)
    organisation.ends_on = on
    organisation.save(update_fields=["ends_on"])
    tell("organisation.closed", organisation, {"ends_on": None}, {"ends_on": on}, by)


@transaction.atomic
def ask_no_contact(organisation: Organisation, *, since: date | None, by: Actor) -> None:
    """Notes that an organisation wishes not to be contacted; None: it may be again."""
    require_own(organisation, by)
    before, organisation.no_contact_since = organisation.no_contact_since, since
    organisation.save(update_fields=["no_contact_since"])
    tell("organisation.contact_wish", organisation, {"no_contact_since": before}, {"no_contact_since": since}, by)


def facts_of(organisation: Organisation) -> Facts:
    return Facts(**{name: getattr(organisation, name) for name in Facts.__dataclass_fields__})


def require_own(organisation: Organisation, by: Actor) -> None:
    """Raises OutOfScope for whoever may not change an organisation."""
    if not may_change(organisation, by):
        raise OutOfScope


def require_areas(areas: Sequence[Place], by: Actor) -> None:
    """Bodies without an area, or with one beyond somebody's communities, are the administrator's."""
    if by.is_(Role.SYSTEM, Role.ADMIN):
        return
    own = all(may_see(area, by) and any(by.works_for(key) for key in area.ancestor_ids) for area in areas)
    if not areas or not own:
        raise OutOfScope


def tell(
    code: str,
    organisation: Organisation,
    before: Mapping[str, object],
    after: Mapping[str, object],
    by: Actor,
    purpose: str = "",
) -> None:
    """Tells the journal, in the community that the organisation serves when it is one alone."""
    serving = Serving.objects.filter(organisation=organisation).select_related("area")
    communities = {found.pk for row in serving if (found := community_of(row.area))}
    record(
        code,
        by=by,
        changes=[Change(before, after)],
        subject=("organisation", organisation.pk),
        community_id=communities.pop() if len(communities) == 1 else None,
        purpose=purpose,
    )


def checked(facts: Facts) -> dict[str, str]:
    """The facts as they are stored. Raises Refused with what is wrong."""
    values = {name: str(value).strip() for name, value in asdict(facts).items()}
    if not values["name"]:
        raise Refused(_("Please enter a name."))
    if values["kind"] not in Organisation.Kind.values:
        raise Refused(_("Please choose what kind of organisation it is."))
    return {**values, "code": checked_code(values["code"])}
