"""What the engine says of a reform, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianyi.engines.reform import (
    Abolish,
    Create,
    Entrust,
    Fate,
    HandOver,
    Holding,
    Kind,
    Merge,
    Move,
    Reason,
    Release,
    Serve,
    Split,
    Step,
)
from lianyi.organisations.models import Organisation
from lianyi.places.models import Place
from lianyi.reforms.rows import subject_and_area
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
            case _:
                what = str(row.target)
        return f"{KINDS[row.kind]}{_(': ')}{what}"

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

    def left(self, reason: Reason, holdings: Mapping[int, Holding]) -> str:
        """What a way back does not bring back, in words."""
        key = int(reason.params.get("key", 0))
        row = holdings.get(key)
        what = f"{self.body(row.holder)}, {self.holding(row)}" if row else self.body(key)
        return f"{what} ({_LEFT.get(reason.code, reason.code)})"

    def all(self, keys: object) -> str:
        return _(", ").join(self.body(key) for key in keys)  # type: ignore[attr-defined]

    def fault(self, reason: Reason, holdings: Mapping[int, Holding]) -> str:
        """What is wrong, in words; a code without words stands as it is, with its facts."""
        text = _FAULTS.get(reason.code)
        if text is None:
            return _("It cannot be done like this (%(code)s).") % {"code": reason.code}
        row = holdings.get(int(reason.params.get("key", 0)))
        body = reason.params.get("body", row.holder if row else 0)
        subject = reason.params.get("subject", reason.params.get("target", ""))
        what = f"{self.body(row.holder)}, {self.holding(row)}" if row else (self.subject(subject) if subject else "—")
        return str(text) % {"body": self.body(int(body)), "what": what}
