"""Checks the chain of the journal and names the first broken link."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from lianyi.journal.verification import verify
from lianyi.journal.wording import FAULTS


class Command(BaseCommand):
    help = "Checks the chain of the journal. Exit code 1 when a link is broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--last",
            default="",
            metavar="NUMBER:LINK",
            help="a last link noted earlier, on paper say; proves that nothing before it was rewritten since",
        )

    def handle(self, **options: Any) -> None:
        found = verify(noted=options["last"])
        if found.holds:
            self.stdout.write(_("The journal holds: %(entries)d entries.") % {"entries": found.entries})
            self.stdout.write(_("Last link: %(link)s") % {"link": f"{found.entries}:{found.last}"})
            return
        reason = {"number": found.broken_at, "reason": FAULTS[found.reason]}
        self.stderr.write(_("The chain is broken at entry %(number)d: %(reason)s") % reason)
        sys.exit(1)
