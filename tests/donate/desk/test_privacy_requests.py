"""The desk's screens about personal data, and about who follows up pledges, as each group meets them."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import PublicName
from donate.models import DataAccess, OfficerProfile, Pledge, PledgeEvent, PrivacyRequest
from donate.privacy import access
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording
from home.models import Unit
from home.safety.actors import DONOR
from home.safety.rights import EDITORS, GROUPS, INTAKE, LEADERS, SUPERVISORS
from tests.campaigns.factories import campaign
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
PERSON = {"name": make.NAME, "phone": make.PHONE, "email": make.MAIL}
LIST, ASK, LOG, OFFICERS = (
    f"/admin/{address}/" for address in ("du-lieu-ca-nhan", "du-lieu-ca-nhan/ghi", "nhat-ky-xem", "nguoi-tiep-nhan")
)


@pytest.fixture
def officer(client):
    user = make.officer("can-bo")
    client.force_login(user)
    return user


@pytest.fixture
def supervisor(client):
    user = make.supervisor("kiem-soat")
    client.force_login(user)
    return user


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def one(request: PrivacyRequest) -> str:
    return reverse("donate_privacy_request", args=[request.pk])


# --- Who comes in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_each_group_meets_only_its_own_screens(client, group):
    request = privacy_requests.ask(make.pledge(**PERSON), "erase", DONOR)
    client.force_login(make.person(group))
    sees = {INTAKE: {LIST, ASK, one(request)}, SUPERVISORS: {LIST, one(request), LOG, OFFICERS}}.get(group, set())
    for address in (LIST, ASK, LOG, OFFICERS, one(request)):
        answer = client.get(address)
        assert (answer.status_code == 200) == (address in sees), address
        assert address in sees or make.NAME not in answer.content.decode()
    menu = client.get("/admin/").content.decode()
    assert ("/admin/du-lieu-ca-nhan/" in menu) == (group in (INTAKE, SUPERVISORS))


def test_a_supervisor_looks_on_and_does_nothing(client, supervisor):
    request = privacy_requests.ask(make.pledge(**PERSON), "erase", DONOR)
    page = text(client.get(one(request)))
    assert make.NAME in page
    assert 'name="viec"' not in page
    for what in ("tra-loi", "lam", "tu-choi"):
        assert client.post(one(request), {"viec": what, "chac": "co", "ly_do": "không"}).status_code in (302, 403)
    request.refresh_from_db()
    assert (request.answered_at, request.done_at) == (None, None)


# --- What waits -------------------------------------------------------------------------------------------------------


def test_the_list_says_how_long_is_left_and_marks_what_is_late(client, officer):
    fresh, old = make.pledge(**PERSON), make.pledge(name="Người Chờ Lâu")
    privacy_requests.ask(fresh, "withdraw", DONOR)
    with lifecycle.as_if(timezone.now() - datetime.timedelta(days=30)):
        privacy_requests.ask(old, "erase", DONOR)
    page = text(client.get(LIST))
    assert page.index("Người Chờ Lâu") < page.index(make.NAME)
    assert "cần trả lời ngay" in page
    assert "ngày làm việc để trả lời" in page
    home = text(client.get("/admin/"))
    assert "2 yêu cầu đang chờ" in home
    assert "1 trễ hạn" in home
    assert "Chưa có yêu cầu nào" in text(client.get(LIST, {"hang": "xong"}))
    assert DataAccess.objects.filter(user=officer, action="list").count() == 1


def test_the_list_takes_as_many_queries_for_forty_as_for_one(client, officer, django_assert_max_num_queries):
    for _place in range(15):
        privacy_requests.ask(make.pledge(), "erase", DONOR)
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)


@pytest.mark.parametrize("given", [{"p": "x"}, {"p": "99999999999999999999"}, {"hang": "\x00"}, {"hang": "x" * 3000}])
def test_nonsense_in_the_lists_address_does_no_harm(client, officer, given):
    assert client.get(LIST, given).status_code == 200


# --- One request ------------------------------------------------------------------------------------------------------


def test_erasing_is_asked_once_more_then_done_and_said(client, officer):
    pledge = make.pledge(**PERSON)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    pledge.refresh_from_db()
    page = text(client.get(one(request)))
    assert make.NAME in page
    assert 'href="tel:+84912345678"' in page
    first = text(client.post(one(request), {"viec": "lam", "version": pledge.version}))
    assert "Xóa ngay bây giờ?" in first
    pledge.refresh_from_db()
    assert pledge.name
    done = client.post(one(request), {"viec": "lam", "chac": "co", "version": pledge.version}, follow=True)
    assert "Đã xóa. Số tiền, số biên nhận và sổ cái vẫn nguyên." in text(done)
    assert make.NAME not in text(done)
    pledge.refresh_from_db()
    assert pledge.erased_at
    again = text(client.post(one(request), {"viec": "lam", "chac": "co"}))
    assert "đã có người giải quyết xong" in again


def test_what_somebody_changed_meanwhile_is_looked_at_once_more(client, officer):
    pledge = make.pledge(**PERSON)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    pledge.refresh_from_db()
    seen = pledge.version
    lifecycle.note(pledge, officer, "gọi lại: thôi không xóa")
    page = text(client.post(one(request), {"viec": "lam", "chac": "co", "version": seen}))
    assert "Có người vừa thay đổi lời hứa này" in page
    assert "gọi lại: thôi không xóa" in page
    pledge.refresh_from_db()
    assert pledge.name


def test_other_pledges_of_the_number_are_offered_and_none_is_taken_unasked(client, officer):
    pledge, other, third = (make.pledge(**PERSON) for _place in range(3))
    request = privacy_requests.ask(pledge, "erase", DONOR)
    page = text(client.get(one(request)))
    assert page.count('name="cung"') == 2
    assert " checked" not in page
    pledge.refresh_from_db()
    sent = {"viec": "lam", "chac": "co", "version": pledge.version, "cung": [other.pk, "x", "\x00", "9" * 30]}
    assert "cùng 1 lời hứa khác" in text(client.post(one(request), sent, follow=True))
    assert set(Pledge.objects.exclude(erased_at=None)) == {pledge, other}
    third.refresh_from_db()
    assert third.name


def test_a_pledge_of_which_part_came_in_says_what_has_to_be_done_first(client, officer):
    pledge = make.pledge(**PERSON)
    recording.receive(pledge, make.treasurer(), date=timezone.localdate(), amount=100_000)
    request = privacy_requests.ask(pledge, "erase", DONOR)
    page = text(client.get(one(request)))
    assert "Đề nghị kiểm soát đồng ý thôi chờ phần còn lại" in page
    assert "Xóa …" not in page
    forced = text(client.post(one(request), {"viec": "lam", "chac": "co"}))
    assert 'role="alert">Đã nhận một phần theo lời hứa này: hãy khép lại trước' in forced
    pledge.refresh_from_db()
    assert pledge.name


def test_a_refusal_needs_its_reason_and_keeps_what_was_typed(client, officer):
    request = privacy_requests.ask(make.pledge(**PERSON), "erase", DONOR)
    assert "Xin ghi lý do." in text(client.post(one(request), {"viec": "tu-choi", "ly_do": "  "}))
    long = "Đang đối chiếu. " * 40
    page = text(client.post(one(request), {"viec": "tu-choi", "ly_do": long}))
    assert "Đang đối chiếu. Đang đối chiếu." in page
    request.refresh_from_db()
    assert request.done_at is None
    client.post(one(request), {"viec": "tu-choi", "ly_do": "Đang đối chiếu."})
    request.refresh_from_db()
    assert (request.refused, request.refused_because) == (True, "Đang đối chiếu.")


def test_answering_moves_the_clock_to_the_day_it_has_to_be_done(client, officer):
    request = privacy_requests.ask(make.pledge(**PERSON), "erase", DONOR)
    assert "Việc đầu tiên: trả lời" in text(client.get(one(request)))
    page = text(client.post(one(request), {"viec": "tra-loi"}, follow=True))
    assert "ngày để làm xong" in page
    assert "Việc đầu tiên: trả lời" not in page


def test_the_copy_is_handed_over_as_a_file_and_noted(client, officer):
    pledge = make.pledge(**PERSON)
    request = privacy_requests.ask(pledge, "access", officer, source="walk_in", known_by="seen")
    copy = client.get(reverse("donate_privacy_copy", args=[request.pk]))
    assert make.NAME in copy.content.decode()
    assert "no-store" in copy["Cache-Control"]
    assert DataAccess.objects.filter(user=officer, action="export", pledge=pledge).count() == 1
    client.post(one(request), {"viec": "lam"})
    request.refresh_from_db()
    assert request.done_at


def test_pages_that_show_the_name_are_named_so_that_editors_take_it_out(client, officer):
    page = campaign("Những người góp mái nhà")
    page.summary = f"Cảm ơn {make.NAME} đã góp tám tấm tôn."
    page.save_revision().publish()
    pledge = make.pledge(public_name=make.NAME, consent_publish="on", **PERSON)
    request = privacy_requests.ask(pledge, "withdraw", DONOR)
    assert "Những người góp mái nhà" in text(client.get(one(request)))


@pytest.mark.parametrize("what", ["", "khac", "\x00", "lam" * 500])
def test_a_press_that_means_nothing_is_answered_with_a_sentence(client, officer, what):
    request = privacy_requests.ask(make.pledge(**PERSON), "erase", DONOR)
    assert "Hãy chọn việc cần làm." in text(client.post(one(request), {"viec": what, "version": "x"}))
    assert client.get("/admin/du-lieu-ca-nhan/999999/").status_code == 404


# --- Written down by staff --------------------------------------------------------------------------------------------


def test_a_request_by_telephone_is_found_by_what_the_person_says_and_written_down(client, officer):
    pledge = make.pledge(**PERSON)
    for typed in ("0912345678", "kin dao", pledge.reference, "5678"):
        page = text(client.post(ASK, {"viec": "tim", "q": typed}))
        assert f"?phieu={pledge.pk}" in page, typed
    assert DataAccess.objects.filter(user=officer, action="list").count() == 4
    assert not any("kin" in look.about.lower() for look in DataAccess.objects.all())
    form = text(client.get(ASK, {"phieu": pledge.pk}))
    assert make.NAME in form
    sent = {"viec": "ghi", "phieu": pledge.pk, "what": "erase", "source": "phone", "known_by": "call"}
    incomplete = text(client.post(ASK, {**sent, "known_by": ""}))
    assert "đúng người bằng cách nào" in incomplete
    assert 'value="erase"' in incomplete
    assert "Đã ghi. Phải trả lời chậm nhất" in text(client.post(ASK, sent, follow=True))
    request = PrivacyRequest.objects.get()
    assert (request.what, request.source, request.known_by, request.recorded_by) == ("erase", "phone", "call", officer)
    assert PledgeEvent.objects.filter(pledge=pledge, action="ask_erasure", actor=officer).exists()


def test_something_handed_in_without_a_pledge_is_found_by_payer_and_by_number(client, officer):
    receipt = recording.receive_walk_in(
        make.fund(), make.treasurer(), date=timezone.localdate(), amount=200_000, payer=make.NAME, public_name=make.NAME
    )
    for typed in ("vy thi kin dao", "KIN DAO", receipt.label, f"{receipt.number}/{receipt.year}"):
        assert f"?bien-nhan={receipt.pk}" in text(client.post(ASK, {"viec": "tim", "q": typed})), typed
    sent = {"viec": "ghi", "bien-nhan": receipt.pk, "what": "erase", "source": "walk_in", "known_by": "seen"}
    page = text(client.post(ASK, sent, follow=True))
    assert make.NAME in page
    request = PrivacyRequest.objects.get()
    client.post(one(request), {"viec": "lam", "chac": "co"})
    receipt.refresh_from_db()
    assert receipt.payer == ""
    assert not PublicName.objects.exists()


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "x" * 5000, "%_%", "🎁", "12/2026", "' OR 1=1"])
def test_a_search_of_nonsense_finds_nothing_and_breaks_nothing(client, officer, typed):
    make.pledge(**PERSON)
    page = client.post(ASK, {"viec": "tim", "q": typed})
    assert page.status_code == 200
    assert make.NAME not in page.content.decode()
    assert client.get(ASK, {"phieu": typed or "x", "bien-nhan": "-1"}).status_code == 200


# --- The log ----------------------------------------------------------------------------------------------------------


def test_the_log_is_narrowed_down_by_person_action_day_and_pledge_and_holds_no_personal_data(client, supervisor):
    pledge, other = make.pledge(**PERSON), make.pledge()
    first, second = make.officer("nong"), make.officer("lam")
    access.looked(first, "view", pledge)
    access.looked(second, "view", other)
    access.looked(second, "export", rows=60, about="Bàn tiếp nhận: tất cả")
    DataAccess.objects.filter(action="export").update(at=timezone.now() - datetime.timedelta(days=3))
    today = f"{timezone.localdate():%d/%m/%Y}"

    def rows(**given) -> set[str]:
        page = text(client.get(LOG, given))
        assert make.NAME not in page
        assert "912345678" not in page
        body = page.split("<tbody>")[1] if "<tbody>" in page else ""
        return {name for name in (pledge.reference, other.reference, "tất cả") if name in body}

    assert rows() == {pledge.reference, other.reference, "tất cả"}
    assert rows(nguoi=first.pk) == {pledge.reference}
    assert rows(viec="export") == {"tất cả"}
    assert rows(tu=today) == {pledge.reference, other.reference}
    assert rows(den=today) == {pledge.reference, other.reference, "tất cả"}
    assert rows(phieu=other.pk) == {other.reference}
    assert rows(nguoi=second.pk, viec="view", tu=today, den=today) == {other.reference}


@pytest.mark.parametrize(
    "given",
    [{"nguoi": "x"}, {"tu": "32/13/2026"}, {"phieu": "9" * 40}, {"viec": "\x00"}, {"p": "-4"}, {"den": "x" * 999}],
)
def test_nonsense_in_the_logs_filters_does_no_harm(client, supervisor, given):
    access.looked(make.officer(), "view", make.pledge())
    assert client.get(LOG, given).status_code == 200


def test_a_long_log_comes_in_pages_with_few_queries(client, supervisor, django_assert_max_num_queries):
    user, pledge = make.officer(), make.pledge()
    DataAccess.objects.bulk_create(DataAccess(user=user, action="list", pledge=pledge) for _place in range(120))
    client.get(LOG)
    with django_assert_max_num_queries(20):
        page = text(client.get(LOG, {"p": 3, "viec": "list"}))
    assert page.split("<tbody>")[1].split("</tbody>")[0].count("<tr>") == 20
    assert "?viec=list&amp;p=2" in page


# --- Officers ---------------------------------------------------------------------------------------------------------


def test_who_supervises_sees_units_absence_and_load_of_each(client, supervisor):
    officer = make.officer("nong-bich")
    unit = Unit.objects.create(name="xã Thử Nghiệm", kind="commune")
    profile = OfficerProfile.objects.create(user=officer, is_away=True)
    profile.units.add(unit)
    left = make.officer("da-nghi")
    for user in (officer, left):
        pledge = make.pledge()
        Pledge.objects.filter(pk=pledge.pk).update(assignee=user)
    left.is_active = False
    left.save()
    page = text(client.get(OFFICERS))
    assert "xã Thử Nghiệm" in page
    assert "đang vắng" in page
    assert page.index("da-nghi") < page.index("nong-bich")
    assert "hãy chuyển cho người khác" in page


def test_units_and_absence_are_kept_and_what_is_left_is_offered_to_be_handed_on(client, supervisor):
    officer = make.officer("nong-bich")
    unit = Unit.objects.create(name="xã Thử Nghiệm", kind="commune")
    Pledge.objects.filter(pk=make.pledge().pk).update(assignee=officer)
    address = reverse("donate_officer", args=[officer.pk])
    page = text(client.post(address, {"viec": "luu", "vang": "co", "don_vi": [unit.pk, "x", "9" * 40]}, follow=True))
    profile = OfficerProfile.objects.get(user=officer)
    assert (profile.is_away, list(profile.units.all())) == (True, [unit])
    assert "còn giữ 1 lời hứa đang mở" in page
    client.post(address, {"viec": "luu"})
    profile.refresh_from_db()
    assert (profile.is_away, profile.units.count()) == (False, 0)


def test_everything_of_who_leaves_is_handed_on_in_one_go(client, supervisor):
    left, stays = make.officer("da-nghi"), make.officer("o-lai")
    pledges = [make.pledge() for _place in range(3)]
    closed = make.pledge()
    lifecycle.take(closed, "cancel", DONOR)
    Pledge.objects.update(assignee=left)
    left.is_active = False
    left.save()
    address = reverse("donate_officer", args=[left.pk])
    page = text(client.post(address, {"viec": "giao", "to": str(stays.pk), "note": "Nghỉ việc"}, follow=True))
    assert "Đã chuyển 3 lời hứa: o-lai (3)." in page
    assert set(Pledge.objects.filter(assignee=stays)) == set(pledges)
    events = PledgeEvent.objects.filter(action="assign", actor=supervisor, note="Nghỉ việc")
    assert events.count() == 3


def test_handed_on_to_nobody_named_each_goes_to_whoever_fits(client, supervisor):
    left = make.officer("da-nghi")
    first, second = make.officer("mot"), make.officer("hai")
    Pledge.objects.filter(pk__in=[make.pledge().pk for _place in range(4)]).update(assignee=left)
    OfficerProfile.objects.create(user=left, is_away=True)
    client.post(reverse("donate_officer", args=[left.pk]), {"viec": "giao", "to": ""})
    assert [Pledge.objects.filter(assignee=user).count() for user in (left, first, second)] == [0, 2, 2]


@pytest.mark.parametrize("to", ["999999", "x", "\x00", "-1"])
def test_to_somebody_who_is_not_there_nothing_is_handed_on(client, supervisor, to):
    left, editor = make.officer("da-nghi"), make.person(EDITORS)
    make.officer("o-lai")
    Pledge.objects.filter(pk=make.pledge().pk).update(assignee=left)
    address = reverse("donate_officer", args=[left.pk])
    for named in (to, str(editor.pk), str(left.pk)):
        assert client.post(address, {"viec": "giao", "to": named}).status_code == 200
    assert Pledge.objects.filter(assignee=left).count() == 1
    assert client.get(reverse("donate_officer", args=[editor.pk])).status_code == 404
    client.force_login(make.person(LEADERS))
    client.post(address, {"viec": "giao", "to": ""})
    assert Pledge.objects.filter(assignee=left).count() == 1
