"""What was published: for the organiser, for the person concerned, and for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from lianyi.groups.figures import Figures
from lianyi.groups.models import Answer, Formation, Objection, Placement, ProposedGroup, Publication, WishForm
from lianyi.groups.queries.drafts import formation_of
from lianyi.scope import Actor, OutOfScope


@dataclass(frozen=True)
class GroupRow:
    """A published group. `people` are its placements, only where the reader may see them."""

    proposed: ProposedGroup
    size: int
    people: tuple[Placement, ...] = ()


def publication_of(formation_id: int, version: int, *, for_: Actor) -> Publication:
    formation = formation_of(formation_id, for_=for_)
    found = formation.publications.select_related("draft").filter(version=version).first()
    if found is None:
        raise OutOfScope
    found.formation = found.draft.formation = formation
    return found


def latest(formation: Formation) -> Publication | None:
    """The version that counts."""
    found = formation.publications.select_related("draft").order_by("-version").first()
    if found:
        found.formation = found.draft.formation = formation
    return found


def public_publication(formation_id: int) -> Publication:
    """The version that everybody may read about, without names."""
    formation = Formation.objects.select_related("community").filter(pk=formation_id).first()
    found = latest(formation) if formation else None
    if found is None:
        raise OutOfScope
    return found


def published_formations() -> list[Formation]:
    """All rounds with a published result, newest first."""
    rows = Formation.objects.filter(publications__isnull=False).select_related("community")
    return list(rows.distinct())


def group_rows(publication: Publication, *, for_: Actor | None = None) -> list[GroupRow]:
    """The published groups in their order. With an actor who works for the community also their people."""
    figures = Figures.from_json(publication.figures)
    people: dict[int, list[Placement]] = {}
    if for_ is not None:
        for_.require_community(publication.formation.community_id)
        for placement in _placements(publication.draft.placements.all()):
            if placement.proposed_id is not None:
                people.setdefault(placement.proposed_id, []).append(placement)
    proposed = publication.formation.proposed.select_related("place", "group")
    return [
        GroupRow(one, figures.sizes.get(one.number, 0), tuple(people.get(one.pk, ())))
        for one in proposed
        if figures.sizes.get(one.number, 0)
    ]


def placements_of(publication: Publication, *, for_: Actor) -> list[Placement]:
    """Everybody in a version, in the order of the forms. Not those who were erased."""
    for_.require_community(publication.formation.community_id)
    return list(_placements(publication.draft.placements.all()))


def placement_of(publication: Publication, form: WishForm) -> Placement | None:
    """What one form got in a version; None for whoever declined or came later."""
    found = publication.draft.placements.filter(form=form)
    placement = found.select_related("proposed__place", "form__person").first()
    if placement:
        placement.draft = publication.draft
    return placement


def forms_of_person(person_id: int) -> list[WishForm]:
    """The forms of somebody in rounds that are published."""
    forms = WishForm.objects.filter(person=person_id, person__erased_at=None, formation__publications__isnull=False)
    return list(forms.distinct().select_related("formation__community", "person").order_by("-formation"))


def own_form(formation_id: int, *, for_: Actor) -> WishForm:
    """The form of whoever asks."""
    forms = WishForm.objects.select_related("formation__community", "person")
    found = forms.filter(formation=formation_id, person=for_.person_id, person__erased_at=None).first()
    if found is None or for_.person_id is None:
        raise OutOfScope
    return found


def objections_of(formation: Formation, *, for_: Actor) -> list[Objection]:
    """All objections of a round, those not answered first."""
    for_.require_community(formation.community_id)
    rows = Objection.objects.filter(publication__formation=formation).select_related("form__person", "publication")
    found = list(rows.order_by("at"))
    return sorted(found, key=lambda objection: objection.state != Objection.State.OPEN)


def objection_of(formation_id: int, objection_id: int, *, for_: Actor) -> Objection:
    formation = formation_of(formation_id, for_=for_)
    rows = Objection.objects.select_related("form__person", "publication__formation")
    found = rows.filter(pk=objection_id, publication__formation=formation).first()
    if found is None:
        raise OutOfScope
    return found


def objections_by(form: WishForm) -> list[Objection]:
    return list(form.objections.select_related("publication").order_by("at"))


def waiting_objections(community_ids: Iterable[int]) -> QuerySet[Objection]:
    """Objections that nobody has answered, in these communities."""
    return Objection.objects.filter(
        state=Objection.State.OPEN, publication__formation__community__in=list(community_ids)
    )


def declined_on(community_id: int, day: date) -> set[int]:
    """Keys of the people who declined to take part, by their newest answer up to a day in the newest round."""
    over = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    answers = Answer.objects.filter(form__formation__community=community_id, at__lt=over).order_by()
    # Few ever decline, so only their answers are read.
    theirs = answers.filter(form__person__in=answers.filter(takes_part=False).values("form__person"))
    newest = dict(theirs.order_by("form__formation", "version").values_list("form__person_id", "takes_part"))
    return {person_id for person_id, takes_part in newest.items() if not takes_part}


def invitations(community_id: int, person_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Person -> round and serial of their newest form: where somebody without a group can still be asked."""
    forms = WishForm.objects.filter(formation__community=community_id, person__in=list(person_ids))
    rows = forms.order_by("formation").values_list("person_id", "formation_id", "serial")
    return {person_id: (formation_id, serial) for person_id, formation_id, serial in rows}


def _placements(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    alive = rows.filter(form__person__erased_at=None)
    return alive.select_related("form__person", "proposed").order_by("form__serial")
