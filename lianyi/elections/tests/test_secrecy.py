"""Nobody can find out who voted how: not from the tables, the journal, the log, the order or the time of anything.

The strongest thing that can be said of stored data: what the site holds after a count depends on nothing but the sums.
Two evenings are held that differ in who cast which ballot, in the order in which ballots were entered and in when, and
everything the site stores is the same.
"""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core import serializers
from django.db import models, transaction

from lianyi.elections.actions import tellers
from lianyi.elections.models import Round, Sheet
from lianyi.elections.tests.world import COMMITTEE, Night, Town
from lianyi.journal.models import Entry, Part

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 5, 13, 11, 0, tzinfo=UTC)
BALLOTS = ["1 2 3 4 5", "1 2 3 4 5", "1 2 3 4 6", "2 3 4 5 7", "1", "", "1 3 5 7 9", "1 2 3 4 5"]
# What is drawn at random or hashed from it; it cannot depend on a ballot, and differs between any two evenings.
DRAWN = {
    "salt",
    "hash",
    "previous_hash",
    "parts_hash",
    "commitment",
    "nonce",
    "code_digest",
    "claim",
    "at",
    "signed_at",
}
KEYS = {"round", "contest", "election", "person", "group", "community", "parent", "place", "entry"}
PEOPLE = {"names", "standing", "elected", "tied", "candidates"}


def everything() -> str:
    """Every row of every table in the order of its keys, but for what is drawn at random."""
    found: list[Any] = []
    for model in sorted(apps.get_models(), key=lambda model: model._meta.label):
        for row in json.loads(serializers.serialize("json", model._base_manager.order_by("pk"))):
            fields = {name: value for name, value in row["fields"].items() if name not in DRAWN}
            found.append([row["model"], fields])
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def held(order: Sequence[str], pauses: random.Random) -> str:
    """An evening whose ballots come out of the box in this order, entered with these pauses. Returns what is stored."""
    with time_machine.travel(BEGIN, tick=False) as clock:
        town = Town(10)
        night = Night(town, town.prepare(COMMITTEE), len(order))
        night.seat_tellers()
        night.issue(len(order))
        night.collect(len(order))
        for seat in (1, 2):
            for ballot in order:
                clock.shift(pauses.random() * 60)
                night.enter(seat, [ballot])
        assert Entry.objects.filter(action__contains="sheet").count() == 0
        clock.move_to(BEGIN + timedelta(hours=2))
        round_ = Round.objects.get()
        for seat in (1, 2):
            tellers.hand_in(night.teller(seat), round_.pk)
        return everything()


def test_what_is_stored_does_not_depend_on_the_order_or_the_time_of_ballots() -> None:
    backwards = list(reversed(BALLOTS))
    mixed = random.Random(7).sample(BALLOTS, len(BALLOTS))
    stored = []
    for seed, order in enumerate((BALLOTS, backwards, mixed)):
        point = transaction.savepoint()
        stored.append(_without_keys(held(order, random.Random(seed))))
        transaction.savepoint_rollback(point)
    assert stored[0] == stored[1] == stored[2]


def test_a_sheet_that_is_being_filled_does_not_tell_the_order_either() -> None:
    contents = []
    for order in (BALLOTS, list(reversed(BALLOTS))):
        point = transaction.savepoint()
        town = Town(10)
        night = Night(town, town.prepare(COMMITTEE), len(order))
        night.seat_tellers()
        night.issue(len(order))
        night.collect(len(order))
        night.enter(1, order)
        sheet = Sheet.objects.get()
        contents.append(json.dumps(sheet.content))  # not sorted: the order of its keys counts
        assert {field.name for field in Sheet._meta.get_fields()} == {
            "id",
            "round",
            "seat",
            "content",
            "last",
            "is_handed_in",
        }
        transaction.savepoint_rollback(point)
    assert contents[0] == contents[1]


def test_entering_a_ballot_is_told_to_no_journal_and_no_log(caplog: pytest.LogCaptureFixture) -> None:
    town = Town(12)
    night = Night(town, town.prepare(COMMITTEE), 12)
    night.seat_tellers()
    night.issue()
    night.collect(12)
    entries, parts = Entry.objects.count(), Part.objects.count()
    with caplog.at_level(logging.DEBUG, logger="lianyi"):
        night.enter(1, BALLOTS)
    assert (Entry.objects.count(), Part.objects.count()) == (entries, parts)
    assert caplog.records == []


def test_a_settled_round_keeps_sums_and_no_ballot() -> None:
    town = Town(10)
    night = Night(town, town.prepare(COMMITTEE), 8)
    night.seat_tellers()
    round_ = night.count(BALLOTS)
    assert not Sheet.objects.exists()
    assert set(round_.tally) == {"votes", "others", "valid", "invalid"}
    told = json.dumps(list(Part.objects.values_list("content", flat=True)), ensure_ascii=False)
    assert not any(pattern in told for pattern in ("1 2 3 4 5", "2 3 4 5 7", "1 3 5 7 9"))


def test_no_table_that_holds_votes_leads_to_a_voter() -> None:
    """The tables of ballots refer to the round alone, and electors know presence and nothing of a ballot."""
    for model in (Round, Sheet):
        related = {
            field.related_model._meta.label
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
        }
        assert related <= {"elections.Contest", "elections.Round"}
    for model in (Round, Sheet):
        kinds = {type(field) for field in model._meta.get_fields()}
        assert not kinds & {models.DateTimeField, models.DateField, models.TimeField}


def _without_keys(text: str) -> str:
    """Keys, and what refers to them, go on counting from one evening to the next; their order within a table stays."""
    known: dict[tuple[str, int], int] = {}

    def key(table: str, value: Any) -> Any:
        return known.setdefault((table, int(value)), len(known)) if str(value).isdecimal() else value

    def plain(name: str, value: Any) -> Any:
        if name == "votes":
            return sorted([key("person", person), counts] for person, counts in value.items())
        if name == "path":
            return [key("place", place) for place in value.strip("/").split("/")]
        if isinstance(value, dict):
            return {inner: plain(inner, content) for inner, content in value.items()}
        if name in PEOPLE:
            return [key("person", person) for person in value]
        return key(name.removesuffix("_id"), value) if name in KEYS or name.endswith("_id") else value

    rows = [[model, {name: plain(name, value) for name, value in fields.items()}] for model, fields in json.loads(text)]
    return json.dumps(rows, ensure_ascii=False, sort_keys=True)
