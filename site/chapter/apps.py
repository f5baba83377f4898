from django.apps import AppConfig


class ChapterConfig(AppConfig):
    """The project package: settings, addresses, and the demo that composes all rooms."""

    name = "chapter"

    def ready(self) -> None:
        from .admin_words import label_forms

        label_forms()
