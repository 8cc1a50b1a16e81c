"""Keeps the Chinese catalogues in step with the code.

script/translate                 takes up new texts, drops unused ones, compiles
script/translate people places   the same for these apps only
script/translate --check         fails when anything is untranslated, missing, left over or contradictory
script/translate --compile       only compiles
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.core.management.base import BaseCommand, CommandError

from lianyi.shell.translation import catalogues
from lianyi.shell.translation.extraction import Text, sources_under, texts_in

OURS = "lianyi."


class Command(BaseCommand):
    help = "Takes up new texts into the Chinese catalogues and compiles them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("labels", nargs="*", metavar="app", help="apps to look at, all when none is named")
        parser.add_argument("--check", action="store_true", help="change nothing, fail when something is not complete")
        parser.add_argument("--compile", action="store_true", help="only compile what is there")

    def handle(self, *, labels: list[str], check: bool, compile: bool, **options: Any) -> None:
        chosen = list(_chosen(labels))
        if check:
            self._check(chosen)
            return
        for app in chosen:
            path = catalogues.path_in(Path(app.path))
            if not compile:
                self._renew(app, path)
            if path.exists():
                catalogues.compile_mo(path)

    def _renew(self, app: AppConfig, path: Path) -> None:
        texts = _texts(app)
        if texts or path.exists():
            catalogue = catalogues.renewed(catalogues.read(path), texts)
            catalogues.write(path, catalogue)
            open_ones = sum(fault.kind == "untranslated" for fault in catalogues.faults(catalogue, texts))
            self.stdout.write(f"{app.label}: {len(texts)} texts, {open_ones} without translation")

    def _check(self, chosen: list[AppConfig]) -> None:
        read = {app: catalogues.read(catalogues.path_in(Path(app.path))) for app in chosen}
        lines = [
            f"{app.label}: {fault.kind}: {fault.text}"
            for app in chosen
            for fault in catalogues.faults(read[app], _texts(app))
        ]
        lines += [
            f"{fault.kind}: {fault.text}" for fault in catalogues.conflicts({app.label: read[app] for app in chosen})
        ]
        for line in lines:
            self.stdout.write(line)
        if lines:
            raise CommandError(f"The translation is not complete: {len(lines)} faults. Run script/translate.")


def _chosen(labels: list[str]) -> Iterator[AppConfig]:
    ours = {app.label: app for app in apps.get_app_configs() if app.name.startswith(OURS)}
    unknown = set(labels) - set(ours)
    if unknown:
        raise CommandError(f"There is no app {', '.join(sorted(unknown))}. There are: {', '.join(sorted(ours))}.")
    yield from (ours[label] for label in labels or ours)


def _texts(app: AppConfig) -> list[Text]:
    folder = Path(app.path)
    sources = list(sources_under(folder))
    if app.label == "shell":
        # Modules that belong to no app speak through the shell's catalogue.
        sources += sorted(folder.parent.glob("*.py"))
    return texts_in(sources)
