"""The database itself refuses to change the journal: triggers on SQLite and PostgreSQL.

Whoever may drop triggers can still tamper; then the chain tells. The triggers keep everybody else, and our own code,
from doing it by mistake.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

# Parts may change in one way only: to be forgotten, as the journal's own entry says.
FORGETTING = """
    OLD.erased_by IS NULL AND NEW.person_id IS NULL AND NEW.salt = '' AND NEW.content IS NULL
    AND NEW.id = OLD.id AND NEW.entry_id = OLD.entry_id AND NEW.position = OLD.position
    AND NEW.commitment = OLD.commitment
    AND EXISTS (SELECT 1 FROM journal_entry WHERE number = NEW.erased_by AND action = 'person.erased')
"""
ONWARD = "NEW.id = OLD.id AND NEW.number = OLD.number + 1"

# Table, event, and under which condition the event is allowed all the same.
RULES = (
    ("journal_entry", "UPDATE", ""),
    ("journal_entry", "DELETE", ""),
    ("journal_part", "UPDATE", FORGETTING),
    ("journal_part", "DELETE", ""),
    ("journal_head", "UPDATE", ONWARD),
    ("journal_head", "DELETE", ""),
)
MESSAGE = "the journal is append-only"


def install(connection: BaseDatabaseWrapper) -> None:
    """Sets the triggers."""
    make = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    _run(connection, [statement for rule in RULES for statement in make(*rule)])
    if connection.vendor == "postgresql":
        _run(connection, [statement for table in _tables() for statement in _untruncatable(table)])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes the triggers away, for `flush` and for the tests that tamper."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {_name(table, event)}" for table, event, _allowed in RULES])
    else:
        _run(connection, [f"DROP TRIGGER IF EXISTS {_name(table, event)} ON {table}" for table, event, _ in RULES])
        _run(connection, [f"DROP TRIGGER IF EXISTS {_name(table, 'TRUNCATE')} ON {table}" for table in _tables()])


def _sqlite(table: str, event: str, allowed: str) -> list[str]:
    condition = f"WHEN NOT ({allowed}) " if allowed else ""
    return [
        f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    ]


def _postgresql(table: str, event: str, allowed: str) -> list[str]:
    back = "NEW" if event == "UPDATE" else "OLD"
    pass_on = f"IF {allowed} THEN RETURN {back}; END IF;" if allowed else ""
    name = _name(table, event)
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {pass_on} "
        f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def _untruncatable(table: str) -> list[str]:
    name = _name(table, "TRUNCATE")
    deleting = _name(table, "DELETE")
    return [f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {deleting}()"]


def _tables() -> list[str]:
    return list(dict.fromkeys(table for table, _event, _allowed in RULES))


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
