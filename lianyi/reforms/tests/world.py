"""An invented city before its reform, for the tests of reforms."""

from __future__ import annotations

from datetime import date

from django.core import serializers

from lianyi.accounts.models import Grant
from lianyi.engines import reform as engine
from lianyi.engines.reform import Abolish, Answer, Create, Item, Kind, Merge, Step
from lianyi.engines.reform.steps import Table
from lianyi.matters.actions.handing import hand_over_matter
from lianyi.matters.actions.intake import Told, Whose, open_matter
from lianyi.matters.models import Hop, Matter, Pause
from lianyi.organisations.actions import Facts, add_organisation, fill_office, name_contact
from lianyi.organisations.models import Contact, Office, Organisation, Reporting, Serving
from lianyi.organisations.tests.settlement import SYSTEM, Settlement
from lianyi.reforms import actions
from lianyi.reforms.models import Reform
from lianyi.reforms.rows import snapshot
from lianyi.responsibilities.actions import Ground, PointFacts, add_point, add_subject, assign
from lianyi.responsibilities.models import Responsibility, ServicePoint, Subject
from lianyi.scope import Actor

BEFORE, DAY, AFTER, BACK = date(2009, 1, 1), date(2010, 3, 1), date(2012, 1, 1), date(2020, 6, 1)
TEXT = "民发〔2020〕20号"


class World:
    """A city, a district, a street and two communities, with what the street does."""

    def __init__(self, town: Settlement) -> None:
        self.town = town
        self.city = self.body("市政府", town.region)
        self.district = self.body("区政府", town.region, line=self.city)
        self.centre = self.body("政务中心", town.region, line=self.district)
        self.street = self.body("街道办", town.here, town.elsewhere, line=self.district)
        self.committees = [
            self.body(name, area, line=self.street)
            for name, area in (("柳岸居委会", town.here), ("河湾居委会", town.elsewhere))
        ]
        self.kept, self.gone = (add_subject({"name": name}, by=SYSTEM) for name in ("低保", "亲属证明"))
        for subject in (self.kept, self.gone):
            assign(subject, self.street, "leads", Ground("清单", "网站"), by=SYSTEM)
        add_point(self.street, PointFacts("低保窗口", "滨河路60号"), subjects=[self.kept], by=SYSTEM)
        fill_office(self.street, title="主任", holder="甲某", since=BEFORE, by=SYSTEM)
        name_contact(self.street, side="theirs", name="乙某", phone="123", since=BEFORE, by=SYSTEM)

    def body(self, name: str, *areas: object, line: Organisation | None = None) -> Organisation:
        return add_organisation(Facts(name, "public"), areas=areas, line=line, by=SYSTEM)  # type: ignore[arg-type]

    def drafted(self, *steps: Step, day: date = DAY) -> Reform:
        found = actions.draft_reform(title="撤销街道办", day=day, source="区委决定 1 号", by=SYSTEM)
        for step in steps or (Abolish(self.street.pk),):
            actions.add_step(found, step, by=SYSTEM)
        return found

    def answered(self, found: Reform) -> Reform:
        history = snapshot().history
        unanswered = engine.touched(history, actions.plan_of(found)).unanswered
        actions.answer(found, [self._answer(touch.item, history) for touch in unanswered], by=SYSTEM)
        return found

    def _answer(self, item: Item, history: engine.History) -> Answer:
        """The centre gets what the street did; one subject nobody needs any longer."""
        if item.table is Table.MATTER:
            dropped = history.matters[item.key].subject == str(self.gone.pk)
            return Answer(item, None, TEXT) if dropped else Answer(item, self.centre.pk)
        row = history.holdings[item.key]
        if row.kind is Kind.LINE:
            return Answer(item, self.district.pk)
        if row.kind is Kind.DUTY and str(row.target) == str(self.gone.pk):
            return Answer(item, None, TEXT)
        if row.kind is Kind.AREA:
            return Answer(item, None, "区委决定 1 号")
        return Answer(item, self.centre.pk)

    def raised(self, subject: Subject | None = None, topic: str = "要办的事") -> Matter:
        """A matter raised by the web here; without a subject the office of the community gives it to the street."""
        told = Told(topic, Matter.Channel.WEB, subject=subject, whose=Whose("简安", "13900001234"))
        made = open_matter(self.town.here, told, by=Actor()).matter
        if subject is None:
            hand_over_matter(made, to=self.street, reason="请街道看看", by=SYSTEM)
        return made

    def applied(self, *steps: Step, day: date = DAY) -> Reform:
        return actions.apply_reform(self.answered(self.drafted(*steps, day=day)), by=SYSTEM)

    def founded(self, *, day: date = DAY) -> Reform:
        """The centre's work goes to a body that the reform founds."""
        steps = Create(-1, "社区服务中心", self.district.pk, ()), Merge((self.centre.pk,), -1)
        return actions.apply_reform(self.drafted(*steps, day=day), by=SYSTEM)


def everything() -> str:
    """All that a reform may change but for what was done in matters, which stays to be read."""
    registers = (Organisation, Reporting, Serving, Office, Contact, Responsibility, ServicePoint, Subject, Grant)
    kinds = (*registers, Matter, Hop, Pause)
    return "".join(serializers.serialize("json", kind.objects.order_by("pk")) for kind in kinds)


def in_hand(matter: Matter) -> str:
    """The body that has a matter now, by name; "" for the office of the community."""
    matter.refresh_from_db()
    return matter.body.name if matter.body else ""
