"""What is typed in to see what a vote of owners decides: totals, nobody's ballot."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from lianyi.engines.owners import Vote, Weight, square_centimetres
from lianyi.offering import choices_of
from lianyi.rules import Bilingual


class HeadsField(forms.IntegerField):
    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, min_value=0, max_value=10_000_000, widget=forms.TextInput({"inputmode": "numeric"})
        )


class AreaField(forms.DecimalField):
    """Square metres, to the square centimetre."""

    def __init__(self, label: Any) -> None:
        decimal = forms.TextInput({"inputmode": "decimal"})
        super().__init__(label=label, min_value=0, max_digits=12, decimal_places=4, widget=decimal)


class OwnersVoteForm(forms.Form):
    topic = forms.ChoiceField(label=gettext_lazy("what is voted on"), required=False)
    owners = HeadsField(gettext_lazy("all owners"))
    area = AreaField(gettext_lazy("their floor area (m²)"))
    participating_owners = HeadsField(gettext_lazy("owners who took part"))
    participating_area = AreaField(gettext_lazy("their floor area (m²)"))
    approving_owners = HeadsField(gettext_lazy("owners who approved"))
    approving_area = AreaField(gettext_lazy("their floor area (m²)"))
    asked = ("topic",)

    def __init__(self, *args: Any, special: tuple[tuple[str, Bilingual], ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(key, name.within(get_language())) for key, name in special]
        ordinary = ("", gettext_lazy("an ordinary matter, such as choosing the committee"))
        choices_of(self, "topic").choices = [ordinary, *named]

    def vote(self) -> Vote:
        return Vote(self._weight(""), self._weight("participating_"), self._weight("approving_"))

    def _weight(self, whose: str) -> Weight:
        area: Decimal = self.cleaned_data[f"{whose}area"]
        return Weight(square_centimetres(area), self.cleaned_data[f"{whose}owners"])
