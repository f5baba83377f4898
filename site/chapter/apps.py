from django.apps import AppConfig


class ChapterConfig(AppConfig):
    """The project package: settings, addresses, and the demo that composes all rooms."""

    name = "chapter"

    def ready(self) -> None:
        from home.pages import addresses

        from .admin_words import label_forms

        addresses.register(private=["/admin/"], not_kept=["/tai-lieu/"])  # as chapter/urls.py names them
        label_forms()
