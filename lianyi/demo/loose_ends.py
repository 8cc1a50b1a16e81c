"""What lies on the desk of a demo community when somebody first sits down at it: things begun and not finished."""

from __future__ import annotations

from datetime import timedelta

from lianyi.dated import today
from lianyi.demo.registries import Settled
from lianyi.demo.rounds import proposals_of
from lianyi.groups.actions.answers import Arrival, Content, answer_form
from lianyi.groups.actions.drafts import Settings, move, start_draft
from lianyi.groups.actions.objections import object_to
from lianyi.groups.actions.proposals import propose_groups
from lianyi.groups.actions.rounds import prepare_formation
from lianyi.groups.models import Answer, Draft, Formation, Objection, Publication
from lianyi.jobs.actions import work_through
from lianyi.people.actions import NewPerson, add_person
from lianyi.rosters.actions import ask_to_take, hand_in
from lianyi.scope import Actor
from lianyi.sheets.writing import write_xlsx
from lianyi.wording import term

HEADINGS = ("序号", "姓名", "人员类别", "加入日期", "联系电话", "居住小区", "备注")
ROWS = (
    ("1", "程亦舟", "", "1998.07", "0600-1112222", "新桥里", ""),
    ("2", "白露秋", "", "2006-3", "0600-1113333", "桥南小区", ""),
    ("3", "顾念安", "", "520101195407011234", "0600-1114444", "桥南小区", "出生证号填错了格"),
    ("4", "", "", "2011.05", "0600-1115555", "新桥里", "缺姓名"),
)


def leave_loose_ends(*, settled: Settled, published: Formation, opened: Formation, other: Settled, by: Actor) -> None:
    """A roster taken but for its bad rows, a newcomer without a form, an objection, a moved draft, a next round."""
    _half_taken_roster(other, by)
    newcomer = NewPerson(name="简宁", kind=_kind_of(opened), member_since=today())
    add_person(opened.community_id, newcomer, by=by)
    publication = Publication.objects.get(formation=published)
    unlucky = publication.draft.placements.order_by("-level", "form_id").select_related("form").first()
    if unlucky is not None:
        object_to(
            publication,
            unlucky.form,
            "活动时间和接孩子冲突，能换到周末的组吗？",
            by=by,
            channel=Objection.Channel.PAPER,
        )
    paper_form = opened.forms.filter(answers=None).order_by("serial").first()
    if paper_form is not None:
        answer_form(paper_form, Content(wishes=(1, 2)), Arrival(Answer.Channel.PAPER), by=by)
    _moved_draft(opened, by)
    _next_round(settled, by)


def _half_taken_roster(settled: Settled, by: Actor) -> None:
    content = write_xlsx(HEADINGS, ROWS, title=f"{settled.plan.name}花名册")
    upload, _job = hand_in(
        content, name="花名册.xlsx", kind="roster", community=settled.place, list_date=today(), make_places=False, by=by
    )
    work_through()
    upload.refresh_from_db()
    ask_to_take(upload, only_good=True, by=by)
    work_through()


def _kind_of(formation: Formation) -> str:
    standing = formation.forms.select_related("person").first()
    return str(standing.person.standings.values_list("kind", flat=True)[0]) if standing else ""


def _moved_draft(formation: Formation, by: Actor) -> None:
    """A trial over the forms that are in so far, and a copy in which one person was moved by hand."""
    start_draft(formation, Settings(), by=by)
    work_through()
    draft = Draft.objects.filter(formation=formation).get()
    person = draft.placements.filter(level=1).select_related("form", "proposed").order_by("form__serial").first()
    other = formation.proposed.filter(placements__draft=draft).exclude(pk=(person and person.proposed_id) or 0).first()
    if person and other:
        move(draft, person.form.serial, other.number, by=by)


def _next_round(settled: Settled, by: Actor) -> None:
    formation = prepare_formation(
        settled.place.pk,
        {
            "title": f"{settled.plan.name}{term('wish_form')}（下一轮）",
            "seed": 20260101,
            "starts_on": today() + timedelta(days=180),
            "contact": f"{settled.plan.name}活动室一楼",
        },
        by=by,
    )
    propose_groups(formation, proposals_of(settled)[:3], by=by)
