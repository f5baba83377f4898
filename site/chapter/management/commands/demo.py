"""`manage.py demo`: a complete invented chapter. Repeatable; refuses a database that holds anything else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from chapter.demo import people
from home.models import HomePage


class Command(BaseCommand):
    help = "Fills an empty database with the demo. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the database is in use")
        parser.add_argument("--logins", action="store_true", help="print addresses and logins; alone, do only that")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] or not options["logins"]:
            self._fill(options["if_empty"])
        if options["logins"]:
            self._logins()

    def _fill(self, if_empty: bool) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("The demo has known passwords: it is not filled into a production site.")
        if people.is_demo():
            from chapter.demo.frame import settle_site

            settle_site(HomePage.objects.get())
            if not if_empty:
                self.stdout.write("The demo is here already; nothing was changed.")
            return
        if get_user_model().objects.exists() or Page.objects.filter(depth__gt=2).exists():
            if if_empty:
                return
            raise CommandError("This database holds something that is not the demo: nothing was changed.")
        self.stdout.write("Filling the demo …")
        from chapter.demo.build import build

        build()
        self.stdout.write("The demo is ready.")

    def _logins(self) -> None:
        if not people.is_demo():
            return
        self.stdout.write(f"\n  {settings.SITE_URL}/        the site")
        self.stdout.write(f"  {settings.SITE_URL}/admin/  the administration; password of all: {people.PASSWORD}\n")
        for login in people.LOGINS:
            self.stdout.write(f"    {login.username:13} {login.group or 'everything'}")
        self.stdout.write("")
