"""What is counted for ten minutes may be lost when PostgreSQL crashes, and so need not wait for the disk."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def unlogged(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE limiting_count SET UNLOGGED")


def logged(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE limiting_count SET LOGGED")


class Migration(migrations.Migration):
    dependencies = [("limiting", "0001_initial")]

    operations = [migrations.RunPython(unlogged, logged)]
