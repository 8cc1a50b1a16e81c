"""Where a certificate is had, and which ways lead to it there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.journal.actions import Change, record
from lianyi.organisations.models import Organisation
from lianyi.papers_map.models import Certificate, Counter
from lianyi.papers_map.queries.registry import require_keeper
from lianyi.responsibilities.models import ServicePoint
from lianyi.scope import Actor, Refused

WAYS = ("in_person", "by_proxy", "by_post", "online")


@dataclass(frozen=True)
class CounterFacts:
    """Where, in which city, and what is possible there (see `Counter`)."""

    organisation: Organisation
    city: str
    window: ServicePoint | None = None
    in_person: bool = True
    by_proxy: bool = False
    by_post: bool = False
    online: bool = False
    sends_back: bool = False
    proxy_collects: bool = False


@transaction.atomic
def add_counter(certificate: Certificate, facts: CounterFacts, *, by: Actor) -> Counter:
    """Adds a counter. Raises Refused when it is there already, has no way, or nobody may demand the paper."""
    require_keeper(by)
    if certificate.proof:
        raise Refused(_("Nobody may demand this paper, so nobody issues it."))
    made = Counter(certificate=certificate)
    _set(made, facts)
    _tell("papers.counter_added", made, {}, by)
    return made


@transaction.atomic
def change_counter(found: Counter, facts: CounterFacts, *, by: Actor) -> None:
    require_keeper(by)
    before = _facts(found)
    _set(found, facts)
    _tell("papers.counter_changed", found, before, by)


@transaction.atomic
def remove_counter(found: Counter, *, by: Actor) -> None:
    """It is not had there any more. Plans made before keep the paper and lose the place."""
    require_keeper(by)
    before = _facts(found)
    change = Change({**before, "counter": found.pk}, None)
    record("papers.counter_removed", by=by, changes=[change], subject=("certificate", found.certificate_id))
    found.delete()


def _set(found: Counter, facts: CounterFacts) -> None:
    _require_sound(found, facts)
    for name in CounterFacts.__dataclass_fields__:
        setattr(found, name, getattr(facts, name))
    found.city = facts.city.strip()
    found.save()


def _require_sound(found: Counter, facts: CounterFacts) -> None:
    if not any(getattr(facts, way) for way in WAYS):
        raise Refused(_("Please choose at least one way."))
    if not facts.city.strip():
        raise Refused(_("Please enter the city."))
    if facts.window is not None and facts.window.organisation_id != facts.organisation.pk:
        raise Refused(_("This window belongs to another body."))
    same = Counter.objects.filter(organisation=facts.organisation, window=facts.window).exclude(pk=found.pk)
    if same.filter(certificate=found.certificate_id).exists():
        raise Refused(_("This counter is there already."))
    other = same.exclude(city=facts.city.strip()).values_list("city", flat=True).first()
    if other is not None:
        raise Refused(_("For other papers this counter lies in %(city)s. Please write the same.") % {"city": other})


def _facts(found: Counter) -> dict[str, object]:
    plain = {name: getattr(found, name) for name in CounterFacts.__dataclass_fields__}
    return {**plain, "organisation": found.organisation_id, "window": found.window_id}


def _tell(code: str, found: Counter, before: dict[str, object], by: Actor) -> None:
    after = {**_facts(found), "counter": found.pk}
    record(code, by=by, changes=[Change(before, after)], subject=("certificate", found.certificate_id))
