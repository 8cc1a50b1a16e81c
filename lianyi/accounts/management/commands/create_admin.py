"""Makes the first administrator of an empty site and prints a one-time password."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from lianyi.accounts.actions import create_account, grant
from lianyi.scope import Actor, Refused, Role


class Command(BaseCommand):
    help = "Creates a system administrator and prints a one-time password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the name shown in the journal (default: the user name)")

    def handle(self, *args: Any, **options: Any) -> None:
        by, username = Actor.system("create_admin"), options["username"]
        try:
            with transaction.atomic():
                user, password = create_account(username=username, display_name=options["name"] or username, by=by)
                grant(user, Role.ADMIN, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("User name: %(name)s") % {"name": user.username})
        self.stdout.write(_("One-time password: %(password)s") % {"password": password})
