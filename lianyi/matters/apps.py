from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "lianyi.matters"
    label = "matters"
    verbose_name = _("Matters")

    def ready(self) -> None:
        from lianyi.matters import desk, keeping  # noqa: F401 -- importing registers what waits and what is forgotten
