from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "lianyi.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from lianyi.people.telling import people_here
        from lianyi.places import reach

        reach.register(people_here)
