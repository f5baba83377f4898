"""Thanks for what came: by mail, on paper, in words that the officer has looked at."""

import pytest
from django.urls import reverse
from post_office.models import Email

from donate.models import DataAccess
from donate.privacy import erasing
from tests.donate import factories as make

from .pages import TEXT, arrived, do

pytestmark = pytest.mark.django_db


def test_the_thanks_are_drafted_looked_at_changed_and_sent(client, officer):
    pledge = arrived(email=make.MAIL)
    Email.objects.all().delete()
    page = client.get(reverse("donate_pledge_act", args=[pledge.pk, "cam-on"])).content.decode().replace("\xa0", " ")
    assert f"Kính gửi {make.NAME}," in page
    assert "đã nhận được 500.000 ₫" in page
    do(client, pledge, "cam-on", text="Cảm ơn chị Vy, {{ x }} và {% y %}.\nHội")
    letter = Email.objects.get()
    assert letter.to == [make.MAIL]
    mail = letter.email_message()
    assert mail.body.startswith("Cảm ơn chị Vy, {{ x }} và {% y %}.\nHội\n")
    assert pledge.get_absolute_url() in mail.body
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "mail"
    assert make.NAME not in letter.subject


def test_erasing_takes_the_letters_along(client, officer):
    pledge = arrived(email=make.MAIL)
    do(client, pledge, "cam-on", text=TEXT)
    erasing.erase(pledge, officer)
    assert not Email.objects.filter(message__contains="Hội xin cảm ơn").exists()


def test_without_an_address_no_mail_is_offered_or_sent(client, officer):
    pledge = arrived()
    Email.objects.all().delete()
    page = client.get(reverse("donate_pledge_act", args=[pledge.pk, "cam-on"])).content.decode()
    assert "Gửi e-mail cảm ơn" not in page
    assert do(client, pledge, "cam-on", text=TEXT).status_code == 409
    assert not Email.objects.exists()


def test_the_letter_on_paper_is_printed_with_the_changed_words_and_noted(client, officer):
    pledge = arrived()
    answer = client.post(reverse("donate_thank_letter", args=[pledge.pk]), {"text": "Kính gửi bác Vy,\n\nCảm ơn bác."})
    page = answer.content.decode()
    assert "Thư cảm ơn" in page
    assert "<p>Cảm ơn bác.</p>" in page
    assert DataAccess.objects.filter(action="print", pledge=pledge, user=officer).exists()
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "none"
    do(client, pledge, "cam-on-thu")
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "letter"


def test_a_letter_that_is_empty_or_too_long_comes_back_as_it_was_typed(client, officer):
    pledge = arrived(email=make.MAIL)
    for text in (" ", "x" * 9000):
        for answer in (
            do(client, pledge, "cam-on", text=text),
            client.post(reverse("donate_thank_letter", args=[pledge.pk]), {"text": text}),
        ):
            assert answer.status_code == 422
            assert text.strip() in answer.content.decode()


def test_an_organisation_is_not_wished_well_as_a_family(client, officer):
    pledge = arrived(donor_type="organisation", name="Hợp tác xã Na Chi Lăng")
    page = client.get(reverse("donate_pledge_act", args=[pledge.pk, "cam-on"])).content.decode()
    assert "quý vị" in page
    assert "gia đình" not in page.split("<textarea")[1].split("</textarea>")[0]


def test_who_has_not_given_is_not_thanked(client, officer):
    pledge = make.pledge(email=make.MAIL)
    assert do(client, pledge, "cam-on", text=TEXT).status_code == 409
    assert client.get(reverse("donate_thank_letter", args=[pledge.pk])).status_code == 302
    pledge.refresh_from_db()
    assert pledge.acknowledgement == "none"
