"""Every morning, before the office opens: what is due, by mail."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandParser

from donate.letters import morning_mail


class Command(BaseCommand):
    help = (
        "Sends each officer what is due and overdue, and whoever supervises what has climbed, has nobody, or waits for "
        "a decision: numbers and references, no names. Once a day for each person, however often it runs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many would be sent, send none.")

    def handle(self, *args: object, dry_run: bool = False, **options: object) -> None:
        number = morning_mail.send(dry_run=dry_run)
        self.stdout.write(f"{number} mails {'would be sent' if dry_run else 'put into the outbox'}")
