from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "lianyi.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from lianyi.people import desk, dossier, telling  # noqa: F401 -- importing `desk` registers what waits there
        from lianyi.places import reach

        reach.register(telling.people_here)
        dossier.register(telling.corrections)
