"""Statements of the ORM that are made once and then only executed, for what happens at every click.

To make the SQL of a query or of an INSERT costs the ORM several times what the database needs to execute it. Here it
is made at the first use, for each kind of database, and kept. Values still go through the fields of the model, rows
come back as the ORM gives them. Worth it for a few small statements that run at every intake; elsewhere use the ORM.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
MOST_PARAMETERS = 999  # of one statement: what any SQLite takes


class Slot(models.Value):
    """Where a value goes in a prepared query. It may stand wherever a filter takes a value, but not in a list."""

    def __init__(self, name: str, field: models.Field[Any, Any]) -> None:
        super().__init__(None, output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", [self]

    def filled(self, value: Any, database: BaseDatabaseWrapper) -> Any:
        return self.output_field.get_db_prep_value(value, database)


class Prepared(Generic[Row]):
    """A query whose form never changes, with slots for what does.

        DAY = Slot("day", models.DateField())
        off = Prepared(lambda: CalendarDay.objects.filter(day=DAY))
        off.rows(day=today())

    The query may give models, with `select_related`, or tuples (`values_list`); nothing is prefetched or annotated.
    """

    def __init__(self, make: Callable[[], models.QuerySet[Any, Row]]) -> None:
        self._make = make
        self._made: dict[str, _Made] = {}

    def rows(self, **values: Any) -> list[Row]:
        """Asks the database. Raises KeyError where no value is given for a slot."""
        database = connections[DEFAULT_DB_ALIAS]
        made = self._made.get(database.vendor)
        if made is None:
            made = self._made[database.vendor] = _Made.of(self._make(), database)
        filled = [one.filled(values[one.name], database) if isinstance(one, Slot) else one for one in made.parameters]
        with database.cursor() as cursor:
            cursor.execute(made.sql, filled)
            return list(made.read(cursor.fetchall(), database))

    def first(self, **values: Any) -> Row | None:
        found = self.rows(**values)
        return found[0] if found else None


@dataclass(frozen=True)
class _Made:
    """A query made into SQL, and how its rows are read. `model` None: as tuples."""

    sql: str
    parameters: tuple[Any, ...]
    converters: tuple[tuple[int, Any, Any], ...]
    model: type[models.Model] | None
    own: slice
    names: tuple[str, ...]
    beside: tuple[Any, ...]

    @classmethod
    def of(cls, query: models.QuerySet[Any, Any], database: BaseDatabaseWrapper) -> _Made:
        """What `django.db.models.query.ModelIterable` finds out anew at each query."""
        compiler = query.query.get_compiler(connection=database)
        sql, parameters = compiler.as_sql()
        select, info = compiler.select, compiler.klass_info
        found = compiler.get_converters(column for column, *_ in select)
        converters = tuple((place, convert, column) for place, (convert, column) in found.items())
        if not issubclass(query._iterable_class, ModelIterable):
            return cls(sql, tuple(parameters), converters, None, slice(0), (), ())
        own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = tuple(column.target.attname for column, *_ in select[own])
        # The types know a later Django, which asks for one argument more.
        beside = tuple(get_related_populators(info, select, database.alias))  # type: ignore[call-arg]
        return cls(sql, tuple(parameters), converters, info["model"], own, names, beside)

    def read(self, rows: Sequence[Any], database: BaseDatabaseWrapper) -> Iterator[Any]:
        for found in rows:
            row = list(found)
            for place, converters, column in self.converters:
                for convert in converters:
                    row[place] = convert(row[place], column, database)
            yield tuple(row) if self.model is None else self._model(self.model, row, database.alias)

    def _model(self, model: type[models.Model], row: list[Any], alias: str) -> models.Model:
        one = model.from_db(alias, self.names, row[self.own])
        for populator in self.beside:
            populator.populate(row, one)
        return one


def add_once(row: models.Model, column: str) -> bool:
    """Inserts a new row and gives it the key that the database chose, unless one has the same in the unique `column`.

    Inside the caller's transaction. Whoever inserts the same at once is waited for. Like `bulk_create` it sends no
    signals and does not call `save`. Raises IntegrityError as that does, for whatever else is wrong.
    """
    database = connections[DEFAULT_DB_ALIAS]
    made = _insert(type(row), database.vendor)
    unless = f" ON CONFLICT ({database.ops.quote_name(column)}) DO NOTHING"
    with database.cursor() as cursor:
        cursor.execute(made.sql(1) + unless + made.returning, made.values([row], database))
        found = cursor.fetchone()
    if found is None:
        return False
    row.pk, row._state.adding, row._state.db = found[0], False, database.alias
    return True


class Together:
    """Statements whose answers nobody needs, in their order: PostgreSQL takes them as one message, SQLite one by one.

    Each message that goes there and back costs about what a small statement costs itself. `send` them inside the
    transaction they belong to, before anything asks for what they write.
    """

    def __init__(self) -> None:
        self._statements: list[tuple[str, Sequence[Any]]] = []

    def execute(self, sql: str, values: Sequence[Any]) -> None:
        self._statements.append((sql, values))

    def add(self, rows: Sequence[models.Model]) -> None:
        """Inserts new rows of one model, without signals and `save`. Keys that the database chooses are not told."""
        if not rows:
            return
        database = connections[DEFAULT_DB_ALIAS]
        made = _insert(type(rows[0]), database.vendor)
        at_once = max(1, MOST_PARAMETERS // len(made.columns))
        for start in range(0, len(rows), at_once):
            some = rows[start : start + at_once]
            self.execute(made.sql(len(some)), made.values(some, database))

    def send(self) -> None:
        """Raises IntegrityError as the statements do; after it, there is nothing left to send."""
        statements, self._statements = self._statements, []
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            if database.vendor == "postgresql" and statements:
                with database.wrap_database_errors:
                    message = "; ".join(cursor.mogrify(sql, values) for sql, values in statements)
                cursor.execute(message)
                return
            for sql, values in statements:
                cursor.execute(sql, values)


@dataclass(frozen=True)
class _Column:
    """A field, and of which type its values go to any database as they are (None: of none)."""

    field: models.Field[Any, Any]
    plain: type | None

    @classmethod
    def of(cls, field: models.Field[Any, Any]) -> _Column:
        kinds = ((models.CharField | models.TextField, str), (models.BooleanField, bool), (models.IntegerField, int))
        held = field.target_field if isinstance(field, models.ForeignKey) else field
        return cls(field, next((plain for kind, plain in kinds if isinstance(held, kind)), None))

    def stored(self, row: models.Model, database: BaseDatabaseWrapper) -> Any:
        value = self.field.pre_save(row, True)
        if value is None or type(value) is self.plain:
            return value
        return self.field.get_db_prep_save(value, database)


@dataclass(frozen=True)
class _Insert:
    """`returning` gives the key of each row."""

    columns: tuple[_Column, ...]
    head: str
    one: str
    returning: str

    def sql(self, count: int) -> str:
        return self.head + ", ".join([self.one] * count)

    def values(self, rows: Sequence[models.Model], database: BaseDatabaseWrapper) -> list[Any]:
        return [column.stored(row, database) for row in rows for column in self.columns]


@cache
def _insert(model: type[models.Model], vendor: str) -> _Insert:
    meta, quoted = model._meta, connections[DEFAULT_DB_ALIAS].ops.quote_name
    columns = tuple(_Column.of(field) for field in meta.local_concrete_fields if field is not meta.auto_field)
    names = ", ".join(quoted(str(column.field.column)) for column in columns)
    head = f"INSERT INTO {quoted(meta.db_table)} ({names}) VALUES "  # noqa: S608 (names of our own tables)
    returning = f" RETURNING {quoted(str(meta.pk.column))}"
    return _Insert(columns, head, f"({', '.join(['%s'] * len(columns))})", returning)
