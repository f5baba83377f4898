"""What is written to a donor: drafted here, looked at and changed by a person, sent with a footer nobody can take away.

The address of the donor's own page is a secret that lets its holder withdraw the promise. It stands in no draft, so no
member of staff sees it: `send` adds it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from donate.models import Pledge
from donate.promises import reference
from donate.promises.stages import got_words, what_words
from home import outbox
from home.models import ChapterSettings


def chapter() -> ChapterSettings:
    return ChapterSettings.objects.first() or ChapterSettings()


def _facts(pledge: Pledge, of: ChapterSettings | None) -> dict[str, Any]:
    """`of`: the chapter's settings, where many letters are drafted at once."""
    return {
        "pledge": pledge,
        "fund": pledge.fund,
        "account": pledge.fund.open_account,
        "chapter": of or chapter(),
        "what": what_words(pledge),
        "got": got_words(pledge),
        "look_up": f"{settings.SITE_URL}/ung-ho/tra-cuu/",
        "ledger": f"{settings.SITE_URL}/cong-khai/{pledge.fund.code}/",
    }


def _draft(template: str, facts: dict[str, Any]) -> str:
    """Paragraphs, each on one line, an empty line between them."""
    lines = render_to_string(f"donate/mail/{template}.txt", facts).split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def thanks(pledge: Pledge) -> str:
    """The body of a letter of thanks, for mail and for paper."""
    return _draft("thanks", _facts(pledge, None))


def reminder(pledge: Pledge, to_pay: int = 0, due_on: Any = None, of: ChapterSettings | None = None) -> str:
    """The body of a reminder by mail. `to_pay`: đồng that are due now; `due_on`: since when."""
    return _draft("reminder", _facts(pledge, of) | {"to_pay": to_pay, "due_on": due_on})


def reminder_in_short(pledge: Pledge, to_pay: int = 0, due_on: Any = None, of: ChapterSettings | None = None) -> str:
    """A few sentences to paste into a message or to read out on the telephone."""
    return " ".join(_draft("reminder_short", _facts(pledge, of) | {"to_pay": to_pay, "due_on": due_on}).split())


def thanks_subject(pledge: Pledge) -> str:
    return _("Thank you for your gift, reference %(reference)s") % {"reference": reference.grouped(pledge.reference)}


def reminder_subject(pledge: Pledge) -> str:
    return _("About your promise, reference %(reference)s") % {"reference": reference.grouped(pledge.reference)}


def send(pledge: Pledge, subject: str, text: str) -> None:
    """Into the outbox, inside the caller's transaction. The subject holds the reference, by which erasing finds it."""
    facts = {"url": settings.SITE_URL + pledge.get_absolute_url(), "chapter": chapter()}
    footer = render_to_string("donate/mail/footer.txt", facts).strip()
    letter = {
        "recipients": [pledge.email],
        "subject": subject,
        "message": f"{text.strip()}\n\n{footer}\n",
        "headers": {"X-Pledge": pledge.reference},
    }
    outbox.send_many([letter])
