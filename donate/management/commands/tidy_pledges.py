"""Every night: what nobody answered is set aside, what is long finished is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from donate.bank import booking
from donate.following import bulk_steps
from donate.models import DeskSettings, Pledge, PledgeEvent, PrivacyRequest
from donate.privacy import access, erasing
from donate.promises import lifecycle, limits, throttling
from home.calendar.days import midnight, months_later
from home.safety.actors import SYSTEM, NotAllowed

FINISHED = (
    Pledge.Fulfilment.RECEIVED,
    Pledge.Fulfilment.CANCELLED,
    Pledge.Fulfilment.SPAM,
    Pledge.Fulfilment.LAPSED,
    Pledge.Fulfilment.WRITTEN_OFF,
    Pledge.Fulfilment.REVERSED,
)


class Command(BaseCommand):
    help = (
        "Sets aside pledges that stayed unanswered after two reminders, erases who gave or promised what is long "
        "finished (PLEDGE_RETENTION_MONTHS, 0: never), and forgets old throttles and the old part of the log of looks. "
        "Safe to run at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, change nothing.")

    def handle(self, *args: object, dry_run: bool = False, **options: object) -> None:
        unanswered, finished = unanswered_pledges(), long_finished_pledges()
        summary = f"{unanswered.count()} pledges to set aside, {finished.count()} to erase"
        if dry_run:
            self.stdout.write(summary)
            return
        lapsed = sum(_tried(lambda pledge: lifecycle.take(pledge, PledgeEvent.Action.LAPSE, SYSTEM), unanswered))
        erased = sum(_tried(lambda pledge: erasing.erase(pledge, SYSTEM, wished=False), finished))
        forgotten = throttling.forget_old()
        memos = booking.forget_memos(timezone.now() - limits.MEMOS_KEPT)
        looks = access.forget_old()
        deeds = bulk_steps.forget_old()
        self.stdout.write(
            f"{lapsed} pledges set aside, {erased} erased; forgotten: {forgotten} throttles, {memos} bank memos, "
            f"{looks} old looks, {deeds} bulk deeds"
        )


def unanswered_pledges() -> QuerySet[Pledge]:
    """Reminded twice, and the day that was set after the second reminder is long past."""
    day = timezone.localdate() - limits.LAPSE_AFTER
    return Pledge.objects.filter(
        fulfilment__in=lifecycle.STEPS[PledgeEvent.Action.LAPSE].before,
        reminders__gte=limits.MAX_REMINDERS,
        next_action_on__lt=day,
    ).order_by("pk")


def long_finished_pledges() -> QuerySet[Pledge]:
    """Finished, and nothing has happened to them for as many months as data are kept.

    Where somebody has asked something of their data, a person answers first. What stays, and why:
    donate.privacy.erasing.erase.
    """
    months = DeskSettings.load().months_kept
    if months <= 0:
        return Pledge.objects.none()
    before = midnight(months_later(timezone.localdate(), -months))
    pledges = Pledge.objects.filter(fulfilment__in=FINISHED, erased_at=None, created_at__lt=before)
    return (
        pledges.exclude(events__at__gte=before)
        .exclude(Exists(PrivacyRequest.objects.filter(pledge=OuterRef("pk"), done_at=None)))
        .order_by("pk")
    )


def _tried(work: Callable[[Pledge], object], pledges: Iterable[Pledge]) -> Iterator[int]:
    """1 for each pledge that took the step; whoever changed meanwhile is left for tomorrow."""
    for pledge in list(pledges):
        try:
            work(pledge)
        except NotAllowed:
            continue
        yield 1
