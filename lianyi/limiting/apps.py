from django.apps import AppConfig


class LimitingConfig(AppConfig):
    name = "lianyi.limiting"
    label = "limiting"

    def ready(self) -> None:
        from lianyi.limiting import keeping  # noqa: F401 -- importing registers what is forgotten
