"""The six questions from which a plan is made. What is answered is kept nowhere but in the address of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianyi.offering import choices_of
from lianyi.papers_map.models import Plan
from lianyi.papers_map.the_map import Answers, PapersMap

ELSEWHERE = "-"
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]


class QuestionsForm(forms.Form):
    """Asks only about papers and cities that play a part for what is wanted.

    `is_all_lost`: then nothing is left, and the first question is not asked.
    """

    held = forms.MultipleChoiceField(
        label=_("What do you still have?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what is in your hands and still valid. The rest is planned."),
    )
    home = forms.ChoiceField(label=_("In which city are you?"), widget=forms.RadioSelect)
    goes = forms.ChoiceField(
        label=_("Can you go to an office yourself?"), choices=Plan.Goes.choices, widget=forms.RadioSelect
    )
    helpers_in = forms.MultipleChoiceField(
        label=_("Is there somebody who can go for you, and in which city?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A relative, a friend, or the community. They need a mandate signed by you. Nobody: tick nothing."),
    )
    post = forms.ChoiceField(label=_("May papers go by post?"), choices=YES_NO, widget=forms.RadioSelect)
    online = forms.ChoiceField(label=_("Do you use online services?"), choices=YES_NO, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, papers: PapersMap, wanted: Sequence[int], is_all_lost: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = tuple(wanted)
        behind = papers.behind(wanted)
        cities = papers.cities_of(behind)
        had = [key for key in behind if key not in wanted and key not in papers.barred]
        names = sorted(((str(key), papers.certificates[key].shown_name) for key in had), key=lambda pair: pair[1])
        self._offer("held", names)
        self._offer("home", [*((city, city) for city in cities), (ELSEWHERE, _("somewhere else"))])
        self._offer("helpers_in", [(city, city) for city in cities])
        if is_all_lost or not names:
            del self.fields["held"]
        if not cities:
            del self.fields["helpers_in"]
        first = {"home": cities[0] if cities else ELSEWHERE, "goes": Plan.Goes.ANYWHERE, "post": "yes", "online": "no"}
        self.initial = {**first, **self.initial}

    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            self.wanted,
            tuple(int(key) for key in given.get("held", [])),
            "" if given["home"] == ELSEWHERE else given["home"],
            given["goes"],
            tuple(given.get("helpers_in", [])),
            given["post"] == "yes",
            given["online"] == "yes",
        )

    def _offer(self, name: str, choices: list[Any]) -> None:
        choices_of(self, name).choices = choices
