from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ElectionsConfig(AppConfig):
    name = "lianyi.elections"
    label = "elections"
    verbose_name = _("Elections")

    def ready(self) -> None:
        from lianyi.elections import keeping  # noqa: F401 -- importing registers the dossier and a chore
