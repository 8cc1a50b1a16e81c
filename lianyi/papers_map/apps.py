from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersMapConfig(AppConfig):
    name = "lianyi.papers_map"
    label = "papers_map"
    verbose_name = _("Map of papers")

    def ready(self) -> None:
        from lianyi.papers_map import keeping  # noqa: F401 -- importing registers what is kept, and how long
