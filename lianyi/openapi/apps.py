from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OpenApiConfig(AppConfig):
    name = "lianyi.openapi"
    label = "openapi"
    verbose_name = _("Open data")

    def ready(self) -> None:
        from lianyi.openapi import keeping  # noqa: F401 -- importing registers what is forgotten
