"""manage.py rebuild_search: every search entry anew, as after a restore or when a unit was renamed."""

from typing import Any

from django.core.management.base import BaseCommand

from home.search.indexing import rebuild


class Command(BaseCommand):
    help = "Make all entries of the public search anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} pages can be found.")
