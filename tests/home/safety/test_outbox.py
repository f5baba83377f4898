"""What people typed reaches a mail as they typed it, whatever it looks like to a template."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from post_office.models import Email

from home import outbox

pytestmark = pytest.mark.django_db
HOSTILE = "Bà {% load static %}{{ settings.SECRET_KEY }} {# im #} {{{% x %}"


def test_template_tags_in_a_letter_are_words():
    outbox.send_many([{"recipients": ["ban@vidu.example"], "subject": f"{HOSTILE}\nBcc: x@y.vn", "message": HOSTILE}])
    kept = Email.objects.get()
    assert kept.message == HOSTILE
    assert kept.subject == f"{HOSTILE} Bcc: x@y.vn"


def test_and_in_what_django_and_wagtail_send():
    letter = EmailMultiAlternatives(HOSTILE, HOSTILE, "hoi@vidu.example", ["ban@vidu.example"])
    letter.attach_alternative(f"<p>{HOSTILE}</p>", "text/html")
    get_connection("home.outbox.Outbox").send_messages([letter])
    kept = Email.objects.get()
    assert (kept.subject, kept.message, kept.html_message) == (HOSTILE, HOSTILE, f"<p>{HOSTILE}</p>")
