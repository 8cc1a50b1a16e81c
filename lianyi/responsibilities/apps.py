from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsibilitiesConfig(AppConfig):
    name = "lianyi.responsibilities"
    label = "responsibilities"
    verbose_name = _("Responsibilities")

    def ready(self) -> None:
        from lianyi.responsibilities import closing  # noqa: F401 -- importing registers the objection
