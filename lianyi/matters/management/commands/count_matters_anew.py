"""Makes the figures of the three rates anew from the journal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from lianyi.matters.rates.counting import count_anew


class Command(BaseCommand):
    help = "Makes the figures of the three rates anew from the journal."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{count_anew()} rows")
