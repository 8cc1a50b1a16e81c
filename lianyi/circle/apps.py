from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CircleConfig(AppConfig):
    name = "lianyi.circle"
    label = "circle"
    verbose_name = _("Service circle")

    def ready(self) -> None:
        from lianyi.circle import work  # noqa: F401 -- importing registers the background work
