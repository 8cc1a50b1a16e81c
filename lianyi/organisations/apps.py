from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "lianyi.organisations"
    label = "organisations"
    verbose_name = _("Organisations and groups")

    def ready(self) -> None:
        from lianyi.organisations import leaving, telling
        from lianyi.people import dossier, erasure
        from lianyi.places import reach

        dossier.register(telling.memberships)
        erasure.register(leaving.forget)
        reach.register(telling.groups_in_reach)
