"""The one line in which a paper form is keyed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lianyi.groups.actions.answers import Arrival, Content, content_of
from lianyi.groups.codes import paper_number, serial_of
from lianyi.groups.models import Answer, Formation, WishForm
from lianyi.groups.queries.answers import find_form, newest_answer
from lianyi.scope import Actor

ONLY_WISHES, DECLINES = "n", "x"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)}
_TOKEN = re.compile(r"[0-9]+|[a-z]+|[^\W\d_]+")


class KeyingError(ValueError):
    """What is wrong with the line, as a sentence for the person who keys."""


@dataclass(frozen=True)
class Line:
    """A line as it was understood: wished numbers in their order, and the two flags."""

    wishes: tuple[int, ...]
    only_wishes: bool
    declines: bool

    def content(self, trade: str, area: str, hobby: str) -> Content:
        return Content(self.wishes, not self.declines, not self.only_wishes, trade, area, hobby)


def read_line(typed: str, formation: Formation) -> Line:
    """Reads "3 7 12", "3 7 n", "0" (no particular wish) or "x" (does not take part), whatever stands between.

    Raises KeyingError for an unknown or repeated number, too many wishes, an unknown letter or a contradiction.
    """
    tokens = _TOKEN.findall(typed.translate(_WIDE).lower())
    flags = {letter for token in tokens if not token.isdecimal() for letter in token}
    numbers = [int(token) for token in tokens if token.isdecimal()]
    if unknown := flags - {ONLY_WISHES, DECLINES}:
        raise KeyingError(_("The letter “%(letter)s” means nothing here.") % {"letter": sorted(unknown)[0]})
    line = Line(_wishes(numbers, formation), ONLY_WISHES in flags, DECLINES in flags)
    if line.declines and numbers:
        raise KeyingError(_("“x” says that somebody does not take part, so no wish can stand beside it."))
    if line.only_wishes and not line.wishes:
        raise KeyingError(_("“n” takes only the wishes, but no wish is there."))
    if not numbers and not line.declines:
        raise KeyingError(_("Type the wishes, 0 for no particular wish, or x for somebody who does not take part."))
    return line


def written(answer: Answer) -> str:
    """An answer as it is keyed, the reverse of `read_line`."""
    if not answer.takes_part:
        return DECLINES
    numbers = content_of(answer).wishes or (0,)
    return " ".join([*map(str, numbers), *([] if answer.accept_any else [ONLY_WISHES])])


def prefilled(form: WishForm, answer: Answer | None) -> dict[str, Any]:
    """The fields for correcting what was keyed."""
    if answer is None:
        return {"number": paper_number(form.serial)}
    return {
        "number": paper_number(form.serial),
        "wishes": written(answer),
        "trade": answer.trade,
        "area": answer.area,
        "hobby": answer.hobby,
        "sees": answer.version,
    }


def _wishes(numbers: list[int], formation: Formation) -> tuple[int, ...]:
    if numbers == [0]:
        return ()
    if len(numbers) > formation.max_wishes:
        raise KeyingError(_("This form takes %(count)s wishes at most.") % {"count": formation.max_wishes})
    known = set(formation.proposed.values_list("number", flat=True))
    for place, number in enumerate(numbers):
        if number not in known:
            raise KeyingError(_("There is no group with the number %(number)s.") % {"number": number})
        if number in numbers[:place]:
            raise KeyingError(_("Group %(number)s is wished for twice.") % {"number": number})
    return tuple(numbers)


class KeyingForm(forms.Form):
    """One paper form: its number, its line, and if wanted the free texts.

    Valid with a number alone (`is_lookup`). Then `found` is the form of that number and `before` its newest answer;
    `line` is what was understood.
    """

    asked = ("arrived", "late_reason")
    number = forms.CharField(label=_l("Form number"), max_length=12)
    wishes = forms.CharField(label=_l("Wishes"), max_length=60, required=False)
    trade = forms.CharField(label=_l("Trade"), max_length=60, required=False)
    area = forms.CharField(label=_l("Neighbourhood"), max_length=60, required=False)
    hobby = forms.CharField(label=_l("Hobbies and skills"), max_length=120, required=False)
    sees = forms.IntegerField(widget=forms.HiddenInput, required=False)
    again = forms.BooleanField(widget=forms.HiddenInput, required=False)
    arrived = forms.ChoiceField(
        label=_l("These forms"),
        choices=[("in_time", _l("were handed in before the deadline")), ("late", _l("came in late"))],
        widget=forms.RadioSelect,
        required=False,
    )
    late_reason = forms.CharField(label=_l("Why they are late"), max_length=200, required=False)

    def __init__(self, *args: Any, formation: Formation, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formation, self.actor = formation, actor
        self.found: WishForm | None = None
        self.before: Answer | None = None
        self.line: Line | None = None
        if formation.takes_answers(timezone.now()):
            del self.fields["arrived"], self.fields["late_reason"]

    @property
    def is_lookup(self) -> bool:
        return not self.cleaned_data.get("wishes")

    @property
    def needs_confirmation(self) -> bool:
        """Somebody has answered already, and the person who keys has not seen that yet."""
        return self.before is not None and self.cleaned_data.get("sees") != self.before.version

    @property
    def was_saved_before(self) -> bool:
        """It is sent again because the site's answer was lost; what was keyed is stored already."""
        if not self.cleaned_data.get("again") or self.before is None:
            return False
        return self.before.entered_by_user == self.actor.user_id and content_of(self.before) == self.content

    @property
    def content(self) -> Content:
        assert self.line is not None
        cleaned = self.cleaned_data
        return self.line.content(cleaned["trade"], cleaned["area"], cleaned["hobby"])

    @property
    def arrival(self) -> Arrival:
        return Arrival(
            channel=Answer.Channel.PAPER,
            sees=self.before.version if self.before else 0,
            handed_in_in_time=self.cleaned_data.get("arrived") == "in_time",
            late_reason=self.cleaned_data.get("late_reason", ""),
        )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        serial = serial_of(typed)
        if serial is None:
            raise forms.ValidationError(_("This number is not right: the check digit does not fit. Please look again."))
        self.found = find_form(self.formation, serial, for_=self.actor)
        if self.found is None:
            raise forms.ValidationError(_("There is no form with this number in this round."))
        self.before = newest_answer(self.found)
        return typed

    def clean_wishes(self) -> str:
        typed: str = self.cleaned_data["wishes"]
        if typed:
            try:
                self.line = read_line(typed, self.formation)
            except KeyingError as problem:
                raise forms.ValidationError(str(problem)) from problem
        return typed

    @property
    def said(self) -> str:
        """The newest answer, as it would be keyed."""
        return written(self.before) if self.before else ""
