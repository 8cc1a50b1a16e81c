"""Rows of the layout `wishes`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from lianyi.groups.actions.answers import Content, Incoming
from lianyi.groups.codes import serial_of
from lianyi.groups.models import Formation, Wish, WishForm
from lianyi.groups.queries.answers import newest_answers
from lianyi.groups.sheets.reading import Reading, RowError, read_rows
from lianyi.sheets import Row

RANKS = range(1, 6)  # as many wish columns as the layout knows


def read_answers(
    rows: Iterable[Row], formation: Formation, progress: Callable[[int], None] = lambda done: None
) -> Reading[Incoming]:
    """Each row as an answer: the form by its number or a unique name, the wishes by number or name of the group."""
    return read_rows(rows, _Reader(formation).read, progress)


class _Reader:
    def __init__(self, formation: Formation) -> None:
        self.most = formation.max_wishes
        self.by_serial: dict[int, WishForm] = {}
        self.by_name: dict[str, list[WishForm]] = {}
        for form in formation.forms.filter(person__erased_at=None).select_related("person"):
            self.by_serial[form.serial] = form
            self.by_name.setdefault(form.person.name, []).append(form)
        groups = list(formation.proposed.all())
        self.groups = {group.name: group.number for group in groups} | {
            str(group.number): group.number for group in groups
        }
        self.stored = _stored(formation)
        self.seen: set[int] = set()

    def read(self, row: Row) -> Incoming | None:
        form = self._form(str(row.values.get("code") or ""), str(row.values.get("name") or ""))
        if form.serial in self.seen:
            raise RowError("code", _("This form is in the sheet twice."))
        self.seen.add(form.serial)
        content = self._content(row.values)
        version, before = self.stored.get(form.pk, (0, None))
        return None if before == content else Incoming(form.serial, version, content)

    def _form(self, code: str, name: str) -> WishForm:
        if code:
            form = self.by_serial.get(serial_of(code) or 0)
            if form is None:
                raise RowError("code", _("There is no form with this number in this round."))
            if name and form.person.name != name:
                raise RowError(
                    "name", _("The form with this number belongs to somebody else. Compare number and name.")
                )
            return form
        found = self.by_name.get(name, [])
        if len(found) > 1:
            raise RowError("name", _("Several members have this name: give the form number."))
        if not found:
            raise RowError("name", _("No form of this round has this name."))
        return found[0]

    def _content(self, values: Mapping[str, Any]) -> Content:
        wishes: list[int] = []
        for key in (f"wish{rank}" for rank in RANKS):
            text = str(values.get(key) or "").strip()
            if text:
                wishes.append(self._wish(key, text, wishes))
        accept_any = values.get("accept_any") is not False
        if not wishes and not accept_any:
            raise RowError("accept_any", _("“Only my wishes” needs at least one wish."))
        return Content(
            wishes=tuple(wishes),
            accept_any=accept_any,
            trade=str(values.get("trade") or "")[:60],
            area=str(values.get("compound") or "")[:60],
            hobby=str(values.get("interests") or "")[:120],
            remark=str(values.get("remarks") or "")[:200],
        )

    def _wish(self, key: str, text: str, before: list[int]) -> int:
        number = self.groups.get(text)
        if number is None:
            raise RowError(key, _("There is no group “%(group)s” in this round.") % {"group": text[:40]})
        if number in before:
            raise RowError(key, _("Group %(number)s is wished for twice.") % {"number": number})
        if len(before) == self.most:
            raise RowError(key, _("This form takes %(count)s wishes at most.") % {"count": self.most})
        return number


def _stored(formation: Formation) -> dict[int, tuple[int, Content]]:
    """Form -> version and content of its newest answer; as plain values, for there may be tens of thousands."""
    wishes: dict[int, list[int]] = {}
    lines = Wish.objects.filter(answer__form__formation=formation).order_by("rank")
    for answer, number in lines.values_list("answer", "proposed__number"):
        wishes.setdefault(answer, []).append(number)
    fields = ("takes_part", "accept_any", "trade", "area", "hobby", "remark")
    return {
        form: (version, Content(tuple(wishes.get(pk, ())), *said))
        for pk, form, version, *said in newest_answers(formation).values_list("pk", "form", "version", *fields)
    }
