"""What the pages of a published result show, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from lianyi.dated import today
from lianyi.groups import codes, wording
from lianyi.groups.disclosing import public_levels, public_size, public_total
from lianyi.groups.figures import Figures
from lianyi.groups.models import Objection, Placement, ProposedGroup, Publication, WishForm
from lianyi.groups.queries import results
from lianyi.groups.reasons import Teller, Told
from lianyi.organisations.queries.bonds import bond_name
from lianyi.scope import Actor
from lianyi.wording import rule

WITHOUT_FORM = 1000  # among public results: the last one, after every level of the engine


@dataclass(frozen=True)
class Own:
    """What somebody is told about the own placement. `may_object` until the last day, included."""

    form: WishForm
    publication: Publication
    proposed: ProposedGroup | None
    told: Told | None
    size: int
    number: str
    code: str
    objections: list[Objection]
    may_object: bool
    until: date


def own(form: WishForm, publication: Publication, teller: Teller | None = None) -> Own:
    """The result for one form. `teller` is shared where many notices are printed at once."""
    placement = results.placement_of(publication, form)
    sizes = Figures.from_json(publication.figures).sizes
    proposed = placement.proposed if placement else None
    return Own(
        form=form,
        publication=publication,
        proposed=proposed,
        told=_told(placement, publication, teller) if placement else None,
        size=sizes.get(proposed.number, 0) if proposed else 0,
        number=codes.paper_number(form.serial),
        code=codes.shown(codes.code_of(form.nonce)),
        objections=results.objections_by(form),
        may_object=today() <= publication.objections_until,
        until=publication.objections_until,
    )


def notices(publication: Publication, placements: list[Placement]) -> Iterator[Own]:
    """One notice a person, for paper."""
    teller = None if publication.draft.is_forgotten else Teller(publication.draft)
    for placement in placements:
        placement.form.formation = publication.formation
        yield own(placement.form, publication, teller)


def _told(placement: Placement, publication: Publication, teller: Teller | None) -> Told:
    if publication.draft.is_forgotten:
        return Told(
            _("The wishes of this round are forgotten, as was promised. So the reasons cannot be told any more."),
            [],
            [],
        )
    return (teller or Teller(publication.draft)).tell(placement)


@dataclass(frozen=True)
class PublicLevel:
    name: str
    count: int
    percent: int


@dataclass(frozen=True)
class PublicGroup:
    """`size` is None where the group is too small for a public figure."""

    proposed: ProposedGroup
    bond: str
    size: int | None


@dataclass(frozen=True)
class Public:
    """`levels` is None where too few people are behind the counts. They add up to `total` where that is told."""

    publication: Publication
    groups: list[PublicGroup]
    opened: str
    total: int | None
    levels: list[PublicLevel] | None
    threshold: int
    status: str
    is_edited: bool


def public(publication: Publication) -> Public:
    """The result without any name."""
    figures = Figures.from_json(publication.figures)
    threshold = rule("privacy.public_threshold").number
    total = public_total(figures.sizes, threshold)
    # Without a total the levels are of forms only: all of them together would be the total that is not told.
    counts = figures.levels if total is None else figures.levels | {WITHOUT_FORM: figures.no_form}
    pooled = public_levels(counts, threshold)
    text, _tone = wording.status(publication.draft)
    return Public(
        publication=publication,
        groups=[
            PublicGroup(row.proposed, bond_name(row.proposed.bond), public_size(row.size, threshold))
            for row in results.group_rows(publication)
        ],
        opened=wording.opened_text(figures.opened),
        total=total,
        levels=None
        if pooled is None
        else [
            PublicLevel(
                name=_(" or ").join(_result_name(level) for level in one.levels),
                count=one.count,
                percent=round(100 * one.count / sum(counts.values())),
            )
            for one in pooled
        ],
        threshold=threshold,
        status=text,
        is_edited=not publication.draft.status,
    )


def _result_name(level: int) -> str:
    return _("placed without a form") if level == WITHOUT_FORM else wording.level_name(level)


@dataclass(frozen=True)
class DeskGroup:
    row: results.GroupRow
    bond: str
    since: date | None
    lead: str


@dataclass(frozen=True)
class DeskResult:
    publication: Publication
    versions: list[Publication]
    groups: list[DeskGroup]
    levels: list[tuple[str, int]]
    unplaced: list[tuple[str, str]]
    waiting: int
    person_ids: list[int]


def desk(publication: Publication, *, for_: Actor) -> DeskResult:
    """A version as the organiser sees it, with names."""
    rows = results.group_rows(publication, for_=for_)
    figures = Figures.from_json(publication.figures)
    reasons = {one["serial"]: one["reason"] for one in publication.unplaced}
    forms = publication.formation.forms.filter(serial__in=reasons).select_related("person")
    ids = [placement.form.person_id for row in rows for placement in row.people]
    return DeskResult(
        publication=publication,
        versions=list(publication.formation.publications.all()),
        groups=[_desk_group(row) for row in rows],
        levels=_desk_levels(figures),
        unplaced=[(form.person.name, reasons[form.serial]) for form in forms],
        waiting=sum(
            one.state == Objection.State.OPEN for one in results.objections_of(publication.formation, for_=for_)
        ),
        person_ids=[*ids, *(form.person_id for form in forms)],
    )


def _desk_levels(figures: Figures) -> list[tuple[str, int]]:
    """What everybody got; the counts add up to all who were to be placed."""
    levels = [(wording.level_name(level), count) for level, count in sorted(figures.levels.items())]
    rest = ((_("placed without a form"), figures.no_form), (_("no group"), figures.unplaced))
    return [*levels, *((name, count) for name, count in rest if count)]


def _desk_group(row: results.GroupRow) -> DeskGroup:
    group = row.proposed.group
    posts = group.posts.filter(kind="lead", ends_on__isnull=True).select_related("person") if group else ()
    names = "、".join(post.person.name for post in posts)
    return DeskGroup(row, bond_name(row.proposed.bond), group.starts_on if group else None, names)


def watermark(actor: Actor) -> str:
    """Who took a document with names, and when; printed on it."""
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    return _(
        "Taken out by %(name)s on %(now)s. Contains personal data: keep it safe, pass it to nobody,"
        " destroy it after use."
    ) % {
        "name": actor.name or _("community office"),
        "now": now,
    }
