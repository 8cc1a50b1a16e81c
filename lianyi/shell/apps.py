from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ShellConfig(AppConfig):
    name = "lianyi.shell"
    label = "shell"
    verbose_name = _("Shell")

    def ready(self) -> None:
        # Each app's desk.py says what waits for whom, see lianyi.desk.
        autodiscover_modules("desk")
