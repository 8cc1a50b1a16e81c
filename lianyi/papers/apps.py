from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "lianyi.papers"
    label = "papers"
    verbose_name = _("Document templates")

    def ready(self) -> None:
        # An app that prints has a room `papers`, in which it registers its kinds.
        autodiscover_modules("papers")
