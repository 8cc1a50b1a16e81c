"""What a certificate needs: always, or one of a group."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.engines.errands import Block, Counter, Issuer, Paper, Person, Problem
from lianyi.engines.errands.demands import lawful
from lianyi.engines.errands.reach import blocked
from lianyi.journal.actions import Change, record
from lianyi.papers_map.models import Certificate, Requirement
from lianyi.papers_map.queries.registry import require_keeper
from lianyi.papers_map.the_map import PapersMap, load
from lianyi.scope import Actor, Refused

GROUPS = ("a", "b", "c")  # of which one paper will do


@transaction.atomic
def add_requirement(certificate: Certificate, needs: Certificate, *, by: Actor, choice: str = "") -> Requirement:
    """`choice` "": always needed; else the group of which one will do.

    Raises Refused when it is there already, or closes a circle that nobody could enter: each paper would wait for the
    other. A circle that can be avoided, because another paper of the group will do, is none.
    """
    require_keeper(by)
    if certificate.proof:
        raise Refused(_("Nobody may demand this paper, so nobody issues it."))
    if needs.pk == certificate.pk:
        raise Refused(_("A paper cannot need itself."))
    if choice and choice not in GROUPS:
        raise Refused(_("Please choose when it is needed."))
    if Requirement.objects.filter(certificate=certificate, needs=needs).exists():
        raise Refused(_("It is there already."))
    _one_at_a_time()
    made = Requirement.objects.create(certificate=certificate, needs=needs, choice=choice)
    _require_no_circle(certificate)
    _tell("papers.requirement_added", made, by)
    return made


@transaction.atomic
def remove_requirement(found: Requirement, *, by: Actor) -> None:
    """Raises Refused when the group loses the one paper that kept it out of a circle."""
    require_keeper(by)
    _one_at_a_time()
    _tell("papers.requirement_removed", found, by)
    found.delete()
    _require_no_circle(found.certificate)


def circle_at(certificate: Certificate) -> list[Certificate]:
    """The papers that wait for each other and keep this one from being had, in order; [] when there are none."""
    papers = load(today())
    question = lawful(
        Problem(
            tuple(_anywhere(papers, key) for key in papers.behind([certificate.pk])),
            (Counter("one", ""),),
            Person(""),
            frozenset({str(certificate.pk)}),
        )
    )
    for one in blocked(question):
        if one.why is Block.CYCLE:
            return [papers.certificates[int(key)] for key in one.papers]
    return []


def _one_at_a_time() -> None:
    """Otherwise two halves of a circle could be entered at the same moment."""
    list(Certificate.objects.select_for_update().order_by("pk").values_list("pk"))


def _require_no_circle(certificate: Certificate) -> None:
    if circle := circle_at(certificate):
        names = " → ".join(one.name for one in [*circle, circle[0]])
        raise Refused(_("These would wait for each other: %(circle)s.") % {"circle": names})


def _anywhere(papers: PapersMap, key: int) -> Paper:
    """A paper as if it could be had at once and everywhere: then only circles are in the way."""
    return Paper(
        str(key),
        (Issuer("one"),),
        frozenset(map(str, papers.needs[key])),
        tuple(frozenset(map(str, group)) for group in papers.choices[key]),
        is_void=key in papers.barred,
    )


def _tell(code: str, found: Requirement, by: Actor) -> None:
    facts = {"needs": found.needs_id, "choice": found.choice}
    change = Change(facts, None) if code.endswith("removed") else Change(None, facts)
    record(code, by=by, changes=[change], subject=("certificate", found.certificate_id))
