"""The line and area of each organisation become rows with days."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_parents(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    organisation = apps.get_model("organisations", "Organisation")
    reporting = apps.get_model("organisations", "Reporting")
    serving = apps.get_model("organisations", "Serving")
    for row in organisation.objects.all():
        days = {"starts_on": row.starts_on, "ends_on": row.ends_on}
        if row.line_id:
            reporting.objects.create(organisation=row, line_id=row.line_id, **days)
        if row.area_id:
            serving.objects.create(organisation=row, area_id=row.area_id, **days)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_two_parents")]

    operations = [migrations.RunPython(keep_parents, migrations.RunPython.noop)]
