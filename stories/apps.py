from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = _("What we publish")

    def ready(self) -> None:
        from home import report_figures
        from home.pages import addresses

        from . import checks, contexts, signals  # noqa: F401  (they register and connect)
        from .lists.sections import SECTIONS
        from .report_figures import figures

        report_figures.register(figures)
        addresses.register(words={filter.name for section in SECTIONS.values() for filter in section.dimensions})
