"""Random towns and random reforms, most of which can be carried out."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from lianyi.engines.reform import (
    Abolish,
    Answer,
    Body,
    Create,
    Entrust,
    Fate,
    HandOver,
    History,
    Holding,
    Item,
    Kind,
    Merge,
    Move,
    OpenMatter,
    Reform,
    Release,
    Role,
    Serve,
    Span,
    Split,
    Step,
    Touch,
    touched,
)
from lianyi.engines.reform.tests.oracle import there

FIRST = date(2010, 1, 1)
SUBJECTS = ("pension", "housing", "parks", "birth")
AREAS = (100, 101, 102, 103)


def day_of(chance: Random, first: date = FIRST) -> date:
    return first + timedelta(chance.randrange(40))


def a_town(chance: Random) -> History:
    """A tree of bodies; rows that always held, rows that are planned, and each area served by one body."""
    bodies = [Body(key, f"body {key}") for key in range(1, chance.randrange(4, 9))]
    rows = [_line(chance, body.key) for body in bodies[1:]]
    rows += [Holding(0, Kind.AREA, chance.choice(bodies).key, area) for area in AREAS]
    for subject in SUBJECTS:
        for body in bodies:
            role = chance.choice([*[None] * 6, *[Role.LEAD] * 2, Role.ASSIST, Role.NOT_OURS])
            if role:
                rows.append(Holding(0, Kind.DUTY, body.key, subject, role))
    for kind in (Kind.POINT, Kind.POST, Kind.GRANT, Kind.MEMBER):
        for target in range(chance.randrange(3)):
            start = chance.choice([None, day_of(chance)])
            end = chance.choice([None, (start or FIRST) + timedelta(chance.randrange(30))])
            rows.append(Holding(0, kind, chance.choice(bodies).key, target, "", Span(start, end)))
    matters = [OpenMatter(key, chance.choice(bodies).key, chance.choice(SUBJECTS)) for key in range(1, 5)]
    rows += [one for row in rows if chance.random() < 0.2 and (one := _later(chance, row, rows))]
    numbered = [Holding(key, row.kind, row.holder, row.target, row.role, row.span) for key, row in enumerate(rows, 1)]
    return History.of(bodies, numbered, matters)


def _line(chance: Random, body: int) -> Holding:
    return Holding(0, Kind.LINE, body, chance.randrange(1, body))


def _later(chance: Random, row: Holding, rows: list[Holding]) -> Holding | None:
    """End a row that always held, and plan the same anew for later; of a line, to another body perhaps."""
    if row.span != Span() or row.kind not in (Kind.LINE, Kind.AREA, Kind.MEMBER):
        return None
    end = day_of(chance)
    at = rows.index(row)
    rows[at] = Holding(0, row.kind, row.holder, row.target, row.role, Span(None, end))
    target = chance.randrange(1, row.holder) if row.kind is Kind.LINE else row.target
    return Holding(0, row.kind, row.holder, target, row.role, Span(end + timedelta(chance.randrange(9))))


def a_reform(chance: Random, history: History, day: date) -> Reform:
    """Some steps among the bodies of the day, with an answer to everything that needs one."""
    alive = [key for key, body in sorted(history.bodies.items()) if there(body, day)]
    if chance.random() < 0.8:  # the top ends too, but rarely: then hardly anything fits
        alive = [*alive[:1], *chance.sample(alive[1:], len(alive) - 1)]
    else:
        chance.shuffle(alive)
    free = min(0, *history.bodies) - 1
    steps: list[Step] = []
    staying = alive[: max(1, len(alive) - 2)]
    going = alive[len(staying) :]
    if len(going) == 2 and chance.random() < 0.2:
        steps.append(Merge(tuple(going), min(staying)))
        going = []
    for body in going:
        steps += _ending(chance, body, staying, free)
        free -= 1
    steps += _others(chance, history, day, staying)
    reform = Reform(day, tuple(steps))
    created = [step.key for step in steps if isinstance(step, Create)]
    answers = [_answer(chance, one, [*staying, *created]) for one in touched(history, reform).touches]
    return Reform(day, reform.steps, tuple(one for one in answers if one))


def _ending(chance: Random, body: int, staying: list[int], free: int) -> list[Step]:
    # Lines run to lower keys at first: what goes there rarely comes round in a circle.
    other = chance.choice([key for key in staying if key < body] or staying)
    new = Create(free, f"new {free}", other, tuple(chance.sample(AREAS, chance.randrange(2))))
    ways: list[list[Step]] = [
        [],
        [Abolish(body)],
        [Merge((body,), other)],
        [new, Merge((body,), free)],
        [new, Split(body, (free, other))],
        [new, Split(body, (free,), kept=True)],
        [Move(body, other)],
    ]
    return chance.choice(ways)


def _others(chance: Random, history: History, day: date, staying: list[int]) -> list[Step]:
    steps: list[Step] = []
    rows = [row for row in history.holdings.values() if there(row, day) and row.kind is not Kind.LINE]
    if rows and chance.random() < 0.3:
        row = chance.choice(rows)
        steps.append(
            HandOver(Item.holding(row.key), chance.choice([key for key in staying if key != row.holder] or [0]))
        )
    if history.matters and chance.random() < 0.3:
        matter = history.matters[chance.choice(sorted(history.matters))]
        others = [key for key in staying if key != matter.owner]
        steps.append(HandOver(Item.matter(matter.key), chance.choice(others or staying)))
    if rows and chance.random() < 0.2:
        steps.append(Release(chance.choice(rows).key, "a text"))
    if chance.random() < 0.2:
        steps.append(Serve(chance.choice(staying), tuple(chance.sample(AREAS, 2))))
    if chance.random() < 0.2:
        steps.append(Entrust(chance.choice(staying), Kind.DUTY, chance.choice(SUBJECTS), Role.LEAD))
    return steps


def _answer(chance: Random, touch: Touch, bodies: list[int]) -> Answer | None:
    if touch.fate is Fate.OPEN or (touch.reason in ("post", "split_kept") and chance.random() < 0.3):
        if chance.random() < 0.2:
            return Answer(touch.item, None, "a text")
        return Answer(touch.item, touch.proposal or chance.choice(bodies))
    return None
