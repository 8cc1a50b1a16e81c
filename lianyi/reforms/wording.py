"""What the engine says of a reform, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianyi.engines.reform import (
    Abolish,
    Create,
    Entrust,
    Fate,
    HandOver,
    History,
    Holding,
    Kind,
    Merge,
    Move,
    OpenMatter,
    Reason,
    Release,
    Serve,
    Split,
    Step,
)
from lianyi.engines.reform.steps import Table
from lianyi.matters import numbers
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.reforms.planning import handed
from lianyi.reforms.rows import NO_SUBJECT, subject_and_area
from lianyi.responsibilities.models import Subject

KINDS = {
    Kind.LINE: gettext_lazy("belongs to"),
    Kind.AREA: gettext_lazy("serves"),
    Kind.DUTY: gettext_lazy("responsibility"),
    Kind.POINT: gettext_lazy("service point"),
    Kind.POST: gettext_lazy("post"),
    Kind.GRANT: gettext_lazy("permission"),
    Kind.MEMBER: gettext_lazy("member"),
}
FATES = {
    Fate.PASSES: gettext_lazy("passes on"),
    Fate.DROPPED: gettext_lazy("no longer needed"),
    Fate.ENDS: gettext_lazy("ends"),
    Fate.STAYS: gettext_lazy("stays"),
    Fate.OPEN: gettext_lazy("open"),
}
_FAULTS = {
    "unanswered": gettext_lazy("%(what)s: nobody has said yet where it goes."),
    "answer_unasked": gettext_lazy("%(what)s has an answer that is not asked for any more. Take it away."),
    "source_missing": gettext_lazy("%(what)s: say where it stands that it is no longer needed."),
    "unknown_body": gettext_lazy("A body named in a step does not exist."),
    "ended_body": gettext_lazy("%(body)s is no more on that day."),
    "body_not_begun": gettext_lazy("%(body)s is not there yet on that day."),
    "already_ending": gettext_lazy("The end of %(body)s is decided already."),
    "ends_here": gettext_lazy("%(body)s ends by this reform and cannot take anything over."),
    "step_twice": gettext_lazy("Two steps say something about %(body)s. One is enough."),
    "into_nothing": gettext_lazy("Say into which bodies %(body)s goes."),
    "into_itself": gettext_lazy("%(body)s cannot go into itself."),
    "cycle": gettext_lazy("Lines would go round in a circle at %(body)s."),
    "two_lines": gettext_lazy("%(body)s would belong to two lines at once."),
    "overlap": gettext_lazy("%(body)s would hold the same thing twice on one day."),
    "holder_not_there": gettext_lazy("%(body)s would hold something on days on which it is not there."),
    "line_not_there": gettext_lazy("%(body)s would belong to a line that is not there on that day."),
    "duty_contradicts": gettext_lazy("%(body)s would have two different roles in one subject."),
    "lead_double": gettext_lazy("Two bodies would lead the same subject in the same area: %(body)s."),
    "lead_missing": gettext_lazy("A subject would have nobody who leads it in an area where it had: %(what)s."),
}

OFTEN = 4  # subjects that are named when matters are counted

_LEFT = {
    "moved_on": gettext_lazy("is elsewhere by now"),
    "dropped": gettext_lazy("was ended by a text"),
    "post_ended": gettext_lazy("a post, to be filled anew"),
    "lapsed": gettext_lazy("over by now"),
    "new_duty": gettext_lazy("began with the reform and stays"),
    "matter_closed": gettext_lazy("closed by now"),
    "body_ended": gettext_lazy("ended since"),
}


class Names:
    """Names of bodies, areas and subjects by their keys, for the pages of one reform."""

    def __init__(self, created: Mapping[int, str]) -> None:
        self.bodies = dict(Organisation.objects.values_list("pk", "name")) | dict(created)
        self.areas = dict(Place.objects.filter(kind__in=("region", "community", "compound")).values_list("pk", "name"))
        self.subjects = {one.pk: one.shown_name for one in Subject.objects.all()}

    def body(self, key: int | None) -> str:
        return self.bodies.get(key or 0, "—")

    def subject(self, target: object) -> str:
        if target == NO_SUBJECT:
            return _("no subject chosen")
        subject, area = subject_and_area(str(target))
        name = self.subjects.get(subject, "—")
        return f"{name} ({self.areas.get(area, '—')})" if area else name

    def holding(self, row: Holding) -> str:
        """What a row is, in words: "serves: 柳岸社区"."""
        match row.kind:
            case Kind.LINE:
                what = self.body(int(row.target))
            case Kind.AREA:
                what = self.areas.get(int(row.target), "—")
            case Kind.DUTY:
                what = self.subject(row.target)
            case Kind.GRANT:
                what = _("of an account")  # whose it is stands on the page of the accounts
            case _:
                what = str(row.target)
        return f"{KINDS[row.kind]}{_(': ')}{what}"

    def matter(self, one: OpenMatter) -> str:
        """An open matter by its number and subject; its topic is for those who carry it."""
        return _("open matter %(number)s, %(subject)s") % {
            "number": numbers.shown(one.key),
            "subject": self.subject(one.subject),
        }

    def matters(self, some: Sequence[OpenMatter]) -> str:
        """Many of them: how many, and what they are about, the most first."""
        count = ngettext("%(count)s open matter", "%(count)s open matters", len(some)) % {"count": len(some)}
        often = Counter(self.subject(one.subject) for one in some).most_common(OFTEN + 1)
        told = _(", ").join(f"{subject} {times}" for subject, times in often[:OFTEN])
        return f"{count}{_(': ')}{told}{' …' if len(often) > OFTEN else ''}"

    def steps(self, steps: Sequence[Step], holdings: Mapping[int, Holding]) -> list[tuple[int, str]]:
        """The steps as sentences, each with its number; matters that go to one body are one sentence."""
        hands = Counter(step.to for step in steps if isinstance(step, HandOver) and handed(step))
        told: list[tuple[int, str]] = []
        for number, step in enumerate(steps):
            if not (isinstance(step, HandOver) and handed(step)):
                told.append((number, self.step(step, holdings)))
            elif count := hands.pop(step.to, 0):
                words = {"count": count, "name": self.body(step.to)}
                text = ngettext("Hand %(count)s matter to %(name)s", "Hand %(count)s matters to %(name)s", count)
                told.append((number, text % words))
        return told

    def step(self, step: Step, holdings: Mapping[int, Holding]) -> str:
        """A step as a sentence. `holdings` are the rows it may speak of."""
        match step:
            case Create():
                return _("Found %(name)s") % {"name": step.name}
            case Abolish():
                return _("Abolish %(name)s") % {"name": self.body(step.body)}
            case Merge():
                names = self.all(key for key in step.bodies if key != step.into)
                return _("Merge %(names)s into %(into)s") % {"names": names, "into": self.body(step.into)}
            case Split():
                told = (
                    _("Divide %(name)s among %(into)s; it stays") if step.kept else _("Divide %(name)s among %(into)s")
                )
                return told % {"name": self.body(step.body), "into": self.all(step.into)}
            case Move():
                line = self.body(step.line) if step.line else _("nobody")
                return _("%(name)s belongs to %(line)s") % {"name": self.body(step.body), "line": line}
            case Serve():
                areas = _(", ").join(self.areas.get(int(area), "—") for area in step.areas) or _("no area")
                return _("%(name)s serves %(areas)s") % {"name": self.body(step.body), "areas": areas}
            case HandOver():
                row = holdings.get(step.item.key)
                about = {"name": self.body(step.to), "what": self.holding(row) if row else "—"}
                return _("Hand over to %(name)s: %(what)s") % about
            case Entrust():
                return _("Give %(name)s something new") % {"name": self.body(step.holder)}
            case Release():
                return _("End something nobody needs any longer: %(source)s") % {"source": step.source}

    def left(self, reasons: Iterable[Reason], holdings: Mapping[int, Holding]) -> list[str]:
        """What a way back does not bring back, in words; matters are counted."""
        told: list[str] = []
        matters: Counter[str] = Counter()
        for reason in reasons:
            key = int(reason.params.get("key", 0))
            if reason.params.get("table") == Table.MATTER:
                matters[reason.code] += 1
                continue
            row = holdings.get(key) if reason.params.get("table") == Table.HOLDING else None
            what = f"{self.body(row.holder)}, {self.holding(row)}" if row else self.body(key)
            told.append(f"{what} ({_LEFT.get(reason.code, reason.code)})")
        for code, count in matters.items():
            text = ngettext("%(count)s matter", "%(count)s matters", count) % {"count": count}
            told.append(f"{text} ({_LEFT.get(code, code)})")
        return told

    def all(self, keys: object) -> str:
        return _(", ").join(self.body(key) for key in keys)  # type: ignore[attr-defined]

    def faults(self, reasons: Iterable[Reason], history: History) -> list[str]:
        """What is wrong, in words; matters nobody has answered are counted by the body that has them."""
        told: list[str] = []
        open_at: Counter[int] = Counter()
        for reason in reasons:
            if reason.params.get("table") == Table.MATTER and reason.code == "unanswered":
                open_at[int(reason.params["body"])] += 1
            else:
                told.append(self.fault(reason, history))
        for body, count in open_at.items():
            text = ngettext(
                "%(count)s open matter of %(body)s: nobody has said yet where it goes.",
                "%(count)s open matters of %(body)s: nobody has said yet where they go.",
                count,
            )
            told.append(text % {"count": count, "body": self.body(body)})
        return told

    def fault(self, reason: Reason, history: History) -> str:
        """What is wrong, in words; a code without words stands as it is, with its facts."""
        text = _FAULTS.get(reason.code)
        if text is None:
            return _("It cannot be done like this (%(code)s).") % {"code": reason.code}
        key = int(reason.params.get("key", reason.params.get("holding", 0)))
        if reason.code == "step_twice" and reason.params["step"] != "pass":
            return str(text) % {"body": self.body(key)}
        if reason.params.get("table") == Table.MATTER:
            matter = history.matters.get(key)
            body = matter.owner if matter else 0
            what = self.matter(matter) if matter else numbers.shown(key)
            return str(text) % {"body": self.body(body), "what": what}
        row = history.holdings.get(key)
        body = int(reason.params.get("body", row.holder if row else 0))
        subject = reason.params.get("subject", reason.params.get("target", ""))
        what = f"{self.body(row.holder)}, {self.holding(row)}" if row else (self.subject(subject) if subject else "—")
        return str(text) % {"body": self.body(body), "what": what}
