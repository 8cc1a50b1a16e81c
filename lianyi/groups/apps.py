from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "lianyi.groups"
    label = "groups"
    verbose_name = _("Groups")

    def ready(self) -> None:
        # Importing registers jobs, chores, dossier, erasure.
        from lianyi.groups import holding, keeping, trying  # noqa: F401
        from lianyi.groups.sheets import work  # noqa: F401
