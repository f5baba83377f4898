"""A pledge's own page: what to do next stands first, all is told in words, and only what is allowed can be done."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from donate.desk.pledge.actions import ACTIONS
from donate.models import DataAccess, Pledge
from donate.privacy import erasing
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import DONOR, SYSTEM
from tests.campaigns.factories import person
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS}
STAFF_ACTIONS = [slug for slug, action in ACTIONS.items() if "donate.handle_pledge" in action.rights]
TEXT = "Kính gửi anh chị, Hội xin cảm ơn."


def page_of(client, pledge: Pledge, status: int = 200) -> str:
    answer = client.get(reverse("donate_pledge", args=[pledge.pk]))
    assert answer.status_code == status
    return answer.content.decode()


def do(client, pledge: Pledge, slug: str, **typed):
    pledge.refresh_from_db()
    data = {"version": pledge.version} | typed
    return client.post(reverse("donate_pledge_act", args=[pledge.pk, slug]), data)


def tomorrow(days: int = 1) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def officer(client):
    user = make.officer()
    client.force_login(user)
    return user


def arrived(amount: int = 500_000, **fields) -> Pledge:
    pledge = make.pledge(**fields)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=amount)
    return pledge


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", rights.GROUPS)
def test_the_page_is_for_those_who_may_see_pledges(client, group):
    pledge = make.pledge(message=make.WORDS)
    client.force_login(person(group))
    answer = client.get(reverse("donate_pledge", args=[pledge.pk]))
    assert (answer.status_code == 200) == (group in MAY_SEE)
    for trace in (make.NAME, make.WORDS):
        assert (trace in answer.content.decode()) == (group in MAY_SEE)
    assert DataAccess.objects.filter(action="view", pledge=pledge).exists() == (group in MAY_SEE)


@pytest.mark.parametrize("slug", ACTIONS)
@pytest.mark.parametrize("group", rights.GROUPS)
def test_each_action_takes_its_right_whatever_the_page_shows(client, group, slug):
    pledge = arrived(email=make.MAIL) if slug.startswith("cam-on") else make.pledge(email=make.MAIL)
    if slug == "mo-lai":
        lifecycle.take(pledge, "cancel", DONOR)
    if slug == "bo-rac":
        lifecycle.take(pledge, "mark_spam", SYSTEM)
    before = Pledge.objects.get(pk=pledge.pk).version
    client.force_login(person(group))
    answer = do(client, pledge, slug, note="thử", day=f"{tomorrow():%d/%m/%Y}", text=TEXT, to="")
    pledge.refresh_from_db()
    allowed = group == rights.INTAKE or (group == rights.SUPERVISORS and slug == "giao")
    assert (pledge.version > before) == allowed
    assert (answer.status_code == 302 and answer["Location"] == reverse("donate_pledge", args=[pledge.pk])) == allowed


@pytest.mark.parametrize("group", [rights.TREASURY, rights.SUPERVISORS])
def test_who_only_looks_is_offered_nothing_that_would_be_refused(client, group):
    pledge = make.pledge()
    client.force_login(person(group))
    page = page_of(client, pledge)
    for slug in STAFF_ACTIONS:
        assert reverse("donate_pledge_act", args=[pledge.pk, slug]) not in page, slug
    assert (reverse("donate_pledge_act", args=[pledge.pk, "giao"]) in page) == (group == rights.SUPERVISORS)
    assert 'href="tel:' not in page


def test_nobody_gets_in_without_signing_in(client):
    pledge = make.pledge()
    for address in (
        reverse("donate_pledge", args=[pledge.pk]),
        reverse("donate_pledge_act", args=[pledge.pk, "huy"]),
        reverse("donate_thank_letter", args=[pledge.pk]),
    ):
        answer = client.post(address) if "huy" in address else client.get(address)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("pk", [0, 10**9, 10**30])
def test_a_pledge_that_is_not_there_is_not_found(client, officer, pk):
    assert client.get(f"/admin/ban-tiep-nhan/{pk}/").status_code == 404
    assert client.post(f"/admin/ban-tiep-nhan/{pk}/huy/").status_code == 404


# --- What it says ----------------------------------------------------------------------------------------------------


def heading(page: str) -> str:
    return page.split('class="promise__title">')[1].split("<", maxsplit=1)[0].replace("\xa0", " ")


def test_the_biggest_thing_is_whom_to_call_about_what(client, officer):
    pledge = make.pledge()
    page = page_of(client, pledge)
    assert heading(page) == f"Gọi {make.NAME} để xác nhận: 500.000 ₫"
    assert f'href="tel:{pledge.phone}"' in page
    zalo = page.split(f"https://zalo.me/0{pledge.phone[3:]}")[1].split(">")[0]
    assert "noreferrer" in zalo
    do(client, pledge, "khong-gap")
    assert heading(page_of(client, pledge)) == f"Gọi lại {make.NAME} để xác nhận: 500.000 ₫"
    do(client, pledge, "xac-nhan")
    assert heading(page_of(client, pledge)) == f"Chờ {make.NAME} chuyển 500.000 ₫"
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=tomorrow(-3))
    page = page_of(client, pledge)
    assert heading(page) == f"Hỏi thăm {make.NAME} về 500.000 ₫"
    assert "Quá hẹn 3 ngày" in page


def test_a_landline_has_no_zalo(client, officer):
    page = page_of(client, make.pledge(phone="0205 3812 345"))
    assert "tel:+842053812345" in page
    assert "zalo.me" not in page


def test_what_was_promised_and_what_came_stand_side_by_side(client, officer):
    part, more = arrived(200_000), arrived(700_000)
    page = page_of(client, part).replace("\xa0", " ")
    for words in ("500.000 ₫", "200.000 ₫", "Còn 300.000 ₫ theo lời hứa chưa về.", "góp nốt"):
        assert words in page
    page = page_of(client, more).replace("\xa0", " ")
    assert "Nhiều hơn lời hứa 200.000 ₫." in page
    assert heading(page) == f"Cảm ơn {make.NAME}: đã nhận 700.000 ₫"


def test_a_monthly_pledge_shows_each_month_with_its_day_and_what_came(client, officer):
    pledge = arrived(700_000, schedule="monthly", months="3")
    page = page_of(client, pledge).replace("\xa0", " ")
    second = pledge.instalments.get(number=2)
    assert f"{second.due_on.day}/{second.due_on.month}/{second.due_on.year}" in page
    assert "200.000" in page
    assert "1.500.000 ₫" in page
    assert heading(page) == f"Chờ {make.NAME} góp lần 2: 300.000 ₫"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("goods", "2 bao gạo"), ("time", "8 giờ công"), ("blood", "một lần hiến máu")],
)
def test_goods_hours_and_blood_are_called_by_their_names(client, officer, kind, words):
    pledge = make.pledge(kind=kind)
    assert heading(page_of(client, pledge)) == f"Gọi {make.NAME} để xác nhận: {words}"


def test_the_past_is_told_newest_first_with_names_and_notes(client, officer):
    officer.last_name, officer.first_name = "Nông", "Bích Ngọc"
    officer.save()
    pledge = make.pledge()
    do(client, pledge, "goi-duoc", note="Hẹn gọi lại sau giờ cơm")
    page = page_of(client, pledge)
    past = page.split('class="promise__past"')[1]
    assert "<b>Nông Bích Ngọc</b> gọi được" in past
    assert past.index("Hẹn gọi lại sau giờ cơm") < past.index("<b>Người ủng hộ</b> gửi lời hứa")


def test_consent_is_shown_with_its_version_its_moment_and_who_wrote_it_down(client, officer):
    pledge = make.pledge(by=officer, source="phone", public_name="Nhóm Áo ấm", consent_publish="on")
    page = page_of(client, pledge)
    assert "bản 2026-01" in page
    assert "Nhóm Áo ấm" in page
    assert officer.username in page


def test_other_promises_from_the_same_telephone_are_named(client, officer):
    first = make.pledge(phone="0912345678")
    second = make.pledge(phone="0912345678", amount="200000")
    elsewhere = make.pledge()
    page = page_of(client, first)
    assert reverse("donate_pledge", args=[second.pk]) in page
    assert reverse("donate_pledge", args=[elsewhere.pk]) not in page


def test_the_secret_of_the_donors_own_page_is_shown_to_nobody(client, officer):
    pledge = arrived(email=make.MAIL)
    for address in ("donate_pledge", "donate_thank_letter"):
        assert pledge.token not in client.get(reverse(address, args=[pledge.pk])).content.decode()
    other = make.pledge(email=make.MAIL)
    for one, slug in ((pledge, "cam-on"), (other, "nhac")):
        answer = client.get(reverse("donate_pledge_act", args=[one.pk, slug]))
        assert answer.status_code == 200
        assert one.token not in answer.content.decode()


def test_what_the_donor_typed_is_never_markup(client, officer):
    pledge = make.pledge(name="<script>alert(1)</script> Lan", message="<img src=x onerror=alert(2)>")
    page = page_of(client, pledge)
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_takes_few_queries_however_long_its_past(client, officer, django_assert_max_num_queries):
    short = make.pledge()
    page_of(client, short)  # warms what is kept for the process
    pledge = arrived(700_000, phone="0912345678", schedule="monthly", months="12")
    for place in range(6):
        make.pledge(phone="0912345678", amount="other", amount_other=f"{place + 2}00k", by=officer)
        lifecycle.contacted(pledge, officer, "reached", note="dài")
        lifecycle.assign(pledge, officer, make.officer())
        recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000)
    with django_assert_max_num_queries(25) as long_one:
        page_of(client, pledge)
    with django_assert_max_num_queries(25) as short_one:
        page_of(client, short)
    assert len(long_one) <= len(short_one) + 2  # the names of those it was handed to


# --- What it does ----------------------------------------------------------------------------------------------------


def test_one_press_after_the_call_is_enough(client, officer):
    pledge = make.pledge()
    assert do(client, pledge, "goi-xac-nhan").status_code == 302
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.contacts) == ("confirmed", 1)
    assert pledge.next_action_on > timezone.localdate()


def test_a_day_to_transfer_has_to_be_named_and_is_kept(client, officer):
    pledge = make.pledge()
    answer = do(client, pledge, "hen-chuyen", note="chờ lương")
    assert answer.status_code == 422
    assert "chờ lương" in answer.content.decode()
    assert "Ngày nào?" in answer.content.decode()
    do(client, pledge, "hen-chuyen", note="chờ lương", day=f"{tomorrow(9):%d/%m/%Y}")
    pledge.refresh_from_db()
    assert pledge.next_action_on == tomorrow(9)
    assert pledge.events.get(action="will_transfer").note == "chờ lương"


@pytest.mark.parametrize(
    "day", ["32/13/2026", "hôm nào rảnh", "01/01/2020", "01/01/2999", "\x00", "9" * 5000, "١/١/٢٠٢٧"]
)
def test_a_day_that_is_none_or_cannot_be_is_said_so_and_nothing_is_lost(client, officer, day):
    pledge = make.pledge()
    answer = do(client, pledge, "hen-ngay", day=day, note="giữ lại câu này")
    assert answer.status_code == 422
    assert "giữ lại câu này" in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.version == 1


def test_a_note_of_any_kind_is_kept_as_text_or_refused_with_a_sentence(client, officer):
    pledge = make.pledge()
    do(client, pledge, "ghi-chu", note="a\x00b <b>đậm</b> {% x %}\u202e")
    assert pledge.events.get(action="note").note == "ab <b>đậm</b> {% x %}"
    assert do(client, pledge, "ghi-chu", note="  ").status_code == 422
    answer = do(client, pledge, "ghi-chu", note="x" * 5000)
    assert answer.status_code == 422
    assert "x" * 5000 in answer.content.decode()


def test_cancelling_and_opening_again_ask_why(client, officer):
    pledge = make.pledge()
    assert do(client, pledge, "huy").status_code == 422
    do(client, pledge, "huy", note="đã góp nơi khác")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "cancelled"
    do(client, pledge, "mo-lai", note="lại muốn góp")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "confirmed"
    assert [event.note for event in pledge.events.order_by("pk")][-2:] == ["đã góp nơi khác", "lại muốn góp"]


def test_spam_and_back(client, officer):
    pledge = make.pledge()
    do(client, pledge, "rac")
    page = page_of(client, pledge)
    assert "Đã đánh dấu là rác" in page
    assert "/goi-duoc/" not in page
    do(client, pledge, "bo-rac")
    pledge.refresh_from_db()
    assert pledge.fulfilment == "submitted"


def test_a_pledge_is_handed_on_and_taken(client, officer):
    other, pledge = make.officer(), make.pledge()
    lifecycle.assign(pledge, officer, None)
    assert "chưa có ai" in page_of(client, pledge)
    do(client, pledge, "giao", to=str(other.pk), note="ở gần hơn")
    pledge.refresh_from_db()
    assert pledge.assignee == other
    do(client, pledge, "nhan-viec")
    pledge.refresh_from_db()
    assert pledge.assignee == officer
    assert "/nhan-viec/" not in page_of(client, pledge)


def test_a_pledge_is_not_handed_to_somebody_outside_the_list(client, officer):
    pledge, treasurer = make.pledge(), make.treasurer()
    for to in (str(treasurer.pk), "999999", "x", "\x00"):
        assert do(client, pledge, "giao", to=to).status_code == 422
    pledge.refresh_from_db()
    assert pledge.assignee == officer


def test_what_the_state_does_not_allow_is_refused_with_a_sentence_and_kept(client, officer):
    pledge = arrived()
    answer = do(client, pledge, "huy", note="một lý do dài")
    assert answer.status_code == 409
    assert "một lý do dài" in answer.content.decode()
    assert "không làm được bước này" in answer.content.decode()
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"


def test_opening_the_address_of_an_action_leads_back_to_the_pledge(client, officer):
    pledge = make.pledge()
    for slug, action in ACTIONS.items():
        answer = client.get(reverse("donate_pledge_act", args=[pledge.pk, slug]))
        assert answer.status_code == (200 if action.draft else 302)


def test_only_the_actions_there_are_have_an_address(client, officer):
    pledge = make.pledge()
    assert client.post(f"/admin/ban-tiep-nhan/{pledge.pk}/xoa-het/").status_code == 404


# --- Thanks ----------------------------------------------------------------------------------------------------------


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
