"""Every morning: reminders by mail to donors whose day has passed, where the chapter lets them go out by themselves."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser

from donate.letters import drafts, reminders
from donate.models import DeskSettings
from donate.promises import lifecycle
from home.safety.actors import SYSTEM, NotAllowed


class Command(BaseCommand):
    help = (
        "Sends the reminders that are due, by mail, where “reminders go out by themselves” is switched on in the "
        "desk's settings. Never more than two for a pledge, never twice within three days. Safe to run at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many would be sent, change nothing.")

    def handle(self, *args: object, dry_run: bool = False, **options: object) -> None:
        if not DeskSettings.load().reminds_by_itself:
            self.stdout.write("reminders do not go out by themselves here")
            return
        due = list(reminders.due().exclude(email="").prefetch_related("instalments"))
        if dry_run:
            self.stdout.write(f"{len(due)} reminders to send")
            return
        chapter, sent = drafts.chapter(), 0
        for pledge in due:
            try:
                reminders.send(pledge, SYSTEM, reminders.draft(pledge, chapter).text, pledge.version)
            except (NotAllowed, lifecycle.Stale):
                continue  # somebody was quicker
            sent += 1
        self.stdout.write(f"{sent} reminders sent")
