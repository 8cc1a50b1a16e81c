"""A wish form on a screen: the member's own, and the same at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianyi.groups.actions.answers import Arrival, Content, content_of
from lianyi.groups.models import Answer, Formation
from lianyi.groups.queries.rounds import proposed_by_bond

ANY = "any"


class AnswerForm(forms.Form):
    """What a member fills in. Wish fields are wish1 to wishK; `content` is the answer, once the form is valid."""

    asked = ("wish1", "late_reason")
    declines = forms.BooleanField(label=_("I do not want to take part this time"), required=False)
    if_none = forms.ChoiceField(
        label=_("If none of your wishes can be met"),
        choices=[
            ("any", _("find another group for me")),
            ("only", _("take only my wishes, otherwise leave me out")),
        ],
        initial="any",
        widget=forms.RadioSelect,
    )
    trade = forms.CharField(label=_("Trade"), max_length=60, required=False)
    area = forms.CharField(label=_("Neighbourhood"), max_length=60, required=False)
    hobby = forms.CharField(label=_("Hobbies and skills"), max_length=120, required=False)
    sees = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, formation: Formation, answer: Answer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formation = formation
        self.by_bond = proposed_by_bond(formation)
        choices = [(bond, [(str(g.number), f"{g.number} {g.name}") for g in groups]) for bond, groups in self.by_bond]
        for rank in range(1, formation.max_wishes + 1):
            first = [("", _("please choose")), (ANY, _("any group is right for me"))] if rank == 1 else [("", "—")]
            self.fields[f"wish{rank}"] = forms.ChoiceField(
                label=_("Wish %(rank)s") % {"rank": rank}, choices=[*first, *choices], required=False
            )
        if answer:
            self.initial = {**self.initial, **_initial(answer)}

    @property
    def wishes(self) -> list[forms.BoundField]:
        return [self[f"wish{rank}"] for rank in range(1, self.formation.max_wishes + 1)]

    @property
    def content(self) -> Content:
        cleaned = self.cleaned_data
        return Content(
            wishes=() if cleaned["declines"] else cleaned["numbers"],
            takes_part=not cleaned["declines"],
            accept_any=cleaned["if_none"] == "any",
            trade=cleaned["trade"],
            area=cleaned["area"],
            hobby=cleaned["hobby"],
            remark=cleaned.get("remark", ""),
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names = [f"wish{rank}" for rank in range(1, self.formation.max_wishes + 1)]
        chosen = [(name, cleaned.get(name)) for name in names if cleaned.get(name)]
        wants_any = (names[0], ANY) in chosen
        numbers = [value for _name, value in chosen if value != ANY]
        cleaned["numbers"] = () if wants_any else tuple(int(str(value)) for value in numbers)
        if cleaned.get("declines"):
            return cleaned
        for place, (name, value) in enumerate(chosen):
            if value in [earlier for _name, earlier in chosen[:place]]:
                self.add_error(name, _("You have chosen this group already."))
        if wants_any and numbers:
            self.add_error(names[0], _("“Any group” stands alone. Choose a group here, or clear the other wishes."))
        if wants_any and cleaned.get("if_none") == "only":
            self.add_error("if_none", _("“Only my wishes” needs at least one wish."))
        if not chosen and not any(name in self.errors for name in names):
            self.add_error(names[0], _("Choose a group here. If any group is right for you, say so here."))
        return cleaned


class StaffAnswerForm(AnswerForm):
    """The same, entered by the staff for somebody who calls or comes by."""

    channel = forms.ChoiceField(
        label=_("How it came in"),
        choices=[
            (Answer.Channel.TELEPHONE, Answer.Channel.TELEPHONE.label),
            (Answer.Channel.DESK, Answer.Channel.DESK.label),
            (Answer.Channel.PAPER, Answer.Channel.PAPER.label),
        ],
        widget=forms.RadioSelect,
        initial=Answer.Channel.TELEPHONE,
    )
    remark = forms.CharField(
        label=_("Remark"), max_length=200, required=False, help_text=_("The member can read it on the receipt.")
    )
    in_time = forms.BooleanField(label=_("It was handed in before the deadline"), required=False)
    late_reason = forms.CharField(label=_("Why it is late"), max_length=200, required=False)

    def __init__(self, *args: Any, after_deadline: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not after_deadline:
            del self.fields["in_time"], self.fields["late_reason"]

    @property
    def arrival(self) -> Arrival:
        cleaned = self.cleaned_data
        return Arrival(
            channel=cleaned["channel"],
            sees=cleaned["sees"],
            handed_in_in_time=cleaned.get("in_time", False),
            late_reason=cleaned.get("late_reason", ""),
        )


def _initial(answer: Answer) -> dict[str, Any]:
    content = content_of(answer)
    wishes = {f"wish{rank}": str(number) for rank, number in enumerate(content.wishes, 1)}
    if content.takes_part and not content.wishes:
        wishes = {"wish1": ANY}
    return wishes | {
        "declines": not content.takes_part,
        "if_none": "any" if content.accept_any else "only",
        "trade": content.trade,
        "area": content.area,
        "hobby": content.hobby,
        "remark": content.remark,
        "sees": answer.version,
    }
