"""What a reform touches, as lines of a page: matters and permissions of one body that go one way are one line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lianyi.engines.reform import History, Holding, Item, Kind, Reform, Touch
from lianyi.engines.reform.steps import Table
from lianyi.matters.queries import help_of
from lianyi.organisations.models import Contact
from lianyi.reforms.wording import FATES, Names

FEW = 5  # matters that are told one by one
ANSWERABLE = ("holder_ends", "line_ends", "owner_ends", "post", "split_kept")
COUNTED = {
    Kind.LINE: gettext_lazy("lines between bodies"),
    Kind.AREA: gettext_lazy("areas served"),
    Kind.DUTY: gettext_lazy("responsibilities"),
    Kind.POINT: gettext_lazy("service points"),
    Kind.POST: gettext_lazy("posts"),
    Kind.GRANT: gettext_lazy("permissions of accounts"),
}


@dataclass(frozen=True)
class TouchLine:
    """One or many touched rows in words. `proposal` is a body that could have them, while nobody has answered.

    `token` is what the form calls the line. `is_answered`: somebody said on this page what becomes of it.
    """

    touches: tuple[Touch, ...]
    token: str
    body: str
    what: str
    fate: str
    to: str
    proposal: str
    is_answered: bool

    @property
    def touch(self) -> Touch:
        return self.touches[0]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(touch.item for touch in self.touches)

    @property
    def can_be_answered(self) -> bool:
        """Whether it is settled, as in a merger, and yet can be answered otherwise."""
        return self.touch.reason in ANSWERABLE and not self.is_answered


def lines_of(touches: Iterable[Touch], plan: Reform, history: History, names: Names) -> list[TouchLine]:
    """In the order of the touches; a line of many stands where the first of them would."""
    answered = {one.item for one in plan.answers}
    groups: dict[str, list[Touch]] = defaultdict(list)
    for touch in touches:
        groups[_token(touch, touch.item in answered, history)].append(touch)
    found: list[TouchLine] = []
    for token, some in groups.items():
        is_answered = some[0].item in answered
        if len(some) <= FEW and some[0].item.table is Table.MATTER:
            found += [_line([one], f"matter-{one.item.key}", is_answered, history, names) for one in some]
        else:
            found.append(_line(some, token, is_answered, history, names))
    return found


def counts_of(touches: Sequence[Touch], history: History) -> list[tuple[str, int]]:
    """How much of each kind is touched, with the contact persons and the help of bodies that end."""
    kinds = Counter(row.kind for touch in touches if (row := _holding(touch, history)))
    matters = sum(touch.item.table is Table.MATTER for touch in touches)
    # Whatever ends with its body is touched by it: the body's own line, or for one without a line what it holds.
    ending = {touch.body for touch in touches if touch.reason in ("own_line", "holder_ends", "line_ends", "owner_ends")}
    contacts = Contact.objects.filter(organisation__in=ending, ends_on=None).count()
    counted = [(str(title), kinds[kind]) for kind, title in COUNTED.items()]
    helped = help_of(ending).count()
    beside = [
        (_("contact persons"), contacts),
        (_("open matters"), matters),
        (_("open matters they help with"), helped),
    ]
    return [*counted, *beside]


def _line(some: Sequence[Touch], token: str, is_answered: bool, history: History, names: Names) -> TouchLine:
    first = some[0]
    row = _holding(first, history)
    return TouchLine(
        tuple(some),
        token,
        names.body(row.holder if row else first.body),
        _what(some, row, history, names),
        str(FATES[first.fate]),
        names.body(first.to) if first.to is not None else first.source,
        names.body(first.proposal) if first.proposal is not None else "",
        is_answered,
    )


def _what(some: Sequence[Touch], row: Holding | None, history: History, names: Names) -> str:
    if row is None:
        matters = [history.matters[touch.item.key] for touch in some]
        return names.matter(matters[0]) if len(matters) == 1 else names.matters(matters)
    if row.kind is Kind.GRANT:
        text = ngettext("permission of %(count)s account", "permissions of %(count)s accounts", len(some))
        return text % {"count": len(some)}
    return names.holding(row)


def _token(touch: Touch, is_answered: bool, history: History) -> str:
    """The same for matters, and for permissions, of one body of which the same becomes."""
    row = _holding(touch, history)
    if row is not None and row.kind is not Kind.GRANT:
        return f"{touch.item.table}-{touch.item.key}"
    where = touch.to if touch.to is not None else touch.proposal or 0
    kind = row.kind if row else "matters"
    return f"{kind}-{touch.body}-{touch.reason}-{touch.fate}-{where}{'-answered' if is_answered else ''}"


def _holding(touch: Touch, history: History) -> Holding | None:
    return history.holdings.get(touch.item.key) if touch.item.table is Table.HOLDING else None
