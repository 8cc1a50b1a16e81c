"""Who leads a subject in an area: exactly one body, before and after a reform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lianyi.engines.reform.diff import CloseHolding
from lianyi.engines.reform.history import Holding, Kind, Role, Target
from lianyi.engines.reform.index import Index, leads
from lianyi.engines.reform.reasons import Reason
from lianyi.engines.reform.spans import Span, gaps

Around = Mapping[Target, Sequence[Target]]


def doubly_led(index: Index, rows: Sequence[Holding]) -> Iterator[Reason]:
    """``lead_double`` (area, subject, body, other): one of these rows makes two bodies lead a subject in one area."""
    found: set[tuple[Target, Target, int, int]] = set()
    for area, duty in _shared_pairs(index, rows):
        if (span := area.span.cut(duty.span)) is None:
            continue
        for other in index.serving(area.target):
            if other.holder != area.holder and any(both.cut(span) for both in _led_by(index, other, duty.target)):
                low, high = sorted((area.holder, other.holder))
                found.add((area.target, duty.target, low, high))
    for place, subject, body, second_body in sorted(found, key=str):
        yield Reason("lead_double", {"area": place, "subject": subject, "body": body, "other": second_body})


def no_longer_led(before: Index, after: Index, closed: Sequence[CloseHolding], around: Around) -> Iterator[Reason]:
    """``lead_missing`` (area, subject, day): a subject was led in an area and is not from ``day`` on.

    An area is led from where it lies in (``around``: area → the areas around it, smallest first), and when all its
    parts are. Where a text says that the duty, or the serving of the area, is no longer needed, nothing is missing.
    """
    cover = _Cover(after, around)
    changes = {change.holding.key: change for change in closed}
    found: set[tuple[Target, Target]] = set()
    for area, duty in _closed_pairs(before, changes):
        about = (area.target, duty.target)
        if about in found or (span := area.span.cut(duty.span)) is None:
            continue
        # Only days that a closing takes away can be missing.
        ends = [changes[row.key].end for row in (area, duty) if row.key in changes]
        needed = span.cut(Span(min(ends)))
        if needed and (gap := cover.gap(*about, needed)):
            found.add(about)
            yield Reason("lead_missing", {"area": about[0], "subject": about[1], "day": gap.low.isoformat()})


def _closed_pairs(index: Index, changes: Mapping[int, CloseHolding]) -> Iterator[tuple[Holding, Holding]]:
    """The areas and leading duties of one body, at least one of them closed; left out where nothing can be missing.

    That is where a text ends one of them, and where both went to the same body, as in any merger.
    """
    for body in dict.fromkeys(change.holding.holder for change in changes.values()):
        duties = [(duty, changes.get(duty.key)) for duty in index.leads_of(body)]
        duties = [(duty, change) for duty, change in duties if not (change and change.source)]
        for area in index.areas_of(body):
            gone = changes.get(area.key)
            if gone and gone.source:
                continue
            for duty, change in duties:
                if (gone or change) and not (gone and change and gone.to == change.to is not None):
                    yield area, duty


def _shared_pairs(index: Index, rows: Sequence[Holding]) -> Iterator[tuple[Holding, Holding]]:
    """The areas and leading duties of one body, one of them among these rows, where several bodies serve the area."""
    for row in rows:
        if row.kind is Kind.AREA and len(index.serving(row.target)) > 1:
            yield from ((row, duty) for duty in index.leads_of(row.holder))
        elif leads(row):
            yield from ((area, row) for area in index.shared_areas_of(row.holder))


def _led_by(index: Index, area: Holding, subject: Target) -> Iterator[Span]:
    """When the body that serves an area by this row leads the subject there."""
    for duty in index.alike((Kind.DUTY, area.holder, subject, Role.LEAD)):
        if both := area.span.cut(duty.span):
            yield both


class _Cover:
    def __init__(self, index: Index, around: Around) -> None:
        self.index = index
        self.around = around
        self.parts: dict[Target, list[Target]] = defaultdict(list)
        for area, outer in around.items():
            if outer:
                self.parts[outer[0]].append(area)

    def gap(self, area: Target, subject: Target, span: Span) -> Span | None:
        """The first days on which nobody leads the subject in (some part of) the area."""
        within = (area, *self.around.get(area, ()))
        led = [one for at in within for row in self.index.serving(at) for one in _led_by(self.index, row, subject)]
        for gap in gaps(span, led):
            parts = self.parts.get(area)
            if not parts:
                return gap
            for part in parts:
                if (inner := self.gap(part, subject, gap)) is not None:
                    return inner
        return None
