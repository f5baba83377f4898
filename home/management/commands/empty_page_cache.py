"""manage.py empty_page_cache: forget every page kept, as after a new version of the site."""

from typing import Any

from django.core.management.base import BaseCommand

from home.cache.page_cache import clear


class Command(BaseCommand):
    help = "Forget every page that is kept for readers."

    def handle(self, *args: Any, **options: Any) -> None:
        clear()
