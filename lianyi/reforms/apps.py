from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReformsConfig(AppConfig):
    name = "lianyi.reforms"
    label = "reforms"
    verbose_name = _("Reforms")

    def ready(self) -> None:
        from lianyi.reforms import keeping  # noqa: F401 -- importing registers what runs by itself
