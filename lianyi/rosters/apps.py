from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RostersConfig(AppConfig):
    name = "lianyi.rosters"
    label = "rosters"
    verbose_name = _("Rosters")

    def ready(self) -> None:
        # Registers what the worker and the desk know of this app.
        from lianyi.rosters import desk, forgetting, work  # noqa: F401
