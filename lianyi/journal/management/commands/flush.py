"""Django's `flush` empties every table, the journal's too. Only here that is wanted, so the protection steps aside."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections

from lianyi.journal import protection
from lianyi.journal.models import Entry


class Command(Flush):
    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if Entry._meta.db_table not in connection.introspection.table_names():
            super().handle(**options)
            return
        protection.remove(connection)
        try:
            super().handle(**options)
        finally:
            protection.install(connection)
