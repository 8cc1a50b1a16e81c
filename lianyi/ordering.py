"""Text that is compared by code points on every database."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class CodePointField(models.CharField):
    """ASCII text whose order must not depend on the database: paths, sort keys.

    SQLite compares by code points anyway; PostgreSQL ignores punctuation under most locales; that would break ranges on
    paths.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        parameters: dict[str, Any] = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
