"""«Bàn tiếp nhận»: what each person sees when it opens, and that every pledge can be reached from there."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from donate.desk.list.rows import due_words
from donate.models import DataAccess, Pledge
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS}


def address(**query) -> str:
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('donate_desk')}?{pairs}"


def seen(client, user, **query) -> str:
    client.force_login(user)
    page = client.get(reverse("donate_desk"), query)
    assert page.status_code == 200
    return page.content.decode()


def references(html: str) -> list[str]:
    """Of the rows, in the order of the page."""
    return [found.replace(" ", "") for found in re.findall(r"<small>(LS\w [2-9A-Z]{3} [2-9A-Z]{3})</small>", html)]


def due(days: int, owner=None, **fields) -> Pledge:
    pledge = make.pledge(**fields)
    day = timezone.localdate() + datetime.timedelta(days=days)
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=day, assignee=owner)
    pledge.refresh_from_db()
    return pledge


@pytest.mark.parametrize("group", rights.GROUPS)
def test_only_those_with_the_right_see_pledges(client, group):
    make.pledge()
    client.force_login(make.person(group))
    page = client.get(address(hang="tat-ca"))
    assert (page.status_code == 200) == (group in MAY_SEE)
    assert (make.NAME in page.content.decode()) == (group in MAY_SEE)


def test_nobody_sees_pledges_without_signing_in(client):
    assert client.get(address()).status_code == 302


def test_no_generic_screen_of_pledges_is_left(client):
    client.force_login(get_user_model().objects.create_superuser("goc", "goc@hoi.example", "x"))
    for name in ("index", "add", "edit", "delete", "history", "usage", "copy", "inspect"):
        with pytest.raises(NoReverseMatch):
            reverse(f"donate_pledges:{name}")
    for path in ("/admin/snippets/donate/pledge/", "/admin/snippets/choose/donate/pledge/", "/admin/donate/pledge/"):
        assert client.get(path).status_code == 404
    assert client.get("/admin/bulk/donate/pledge/delete/").status_code == 404


def test_each_group_opens_on_its_own_work(client):
    officer, other = make.officer(), make.officer()
    mine, waiting = due(-1, officer), due(3, officer)
    climbed, nobodys = due(-9, other), due(5, None, kind="goods")
    assert references(seen(client, officer)) == [mine.reference]
    assert references(seen(client, make.supervisor())) == [climbed.reference, nobodys.reference]
    assert references(seen(client, make.treasurer())) == [climbed.reference, mine.reference, waiting.reference]


def test_every_pledge_is_reached_page_by_page_in_the_list_of_all(client):
    officer, fund = make.officer(), make.fund()
    pledges = [make.pledge(fund) for _ in range(43)]
    lifecycle.take(pledges[7], "mark_spam", SYSTEM)
    lifecycle.take(pledges[8], "cancel", SYSTEM, reason="thử")
    found = references(seen(client, officer, hang="tat-ca")) + references(seen(client, officer, hang="tat-ca", p=2))
    assert sorted(found) == sorted(pledge.reference for pledge in pledges)
    assert "43 lời hứa" in seen(client, officer, hang="tat-ca")
    assert "41–43 trong 43" in seen(client, officer, hang="tat-ca", p=2)


def test_a_row_says_whom_to_call_and_why(client):
    officer = make.officer("hoa")
    officer.first_name, officer.last_name = "Hoa", "Nông Thị"
    officer.save()
    pledge = due(-3, officer, name="Hoàng Văn Đá", phone="0912 345 678", amount="1,5 triệu")
    lifecycle.contacted(pledge, officer, "reached")
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=timezone.localdate() - datetime.timedelta(days=3))
    html = seen(client, officer)
    for words in ("Hoàng Văn Đá", "1.500.000", "quá 3 ngày", "đã gọi 1 lần", str(pledge.fund), "Mới"):
        assert words in html, words
    assert '<a class="desk-list__tel" href="tel:+84912345678">0912 345 678</a>' in html
    row = html[html.index("desk-table desk-list") :]
    assert officer.get_full_name() in row
    assert ">hoa<" not in row


def test_what_came_in_part_says_what_is_still_to_come_and_what_came_whole_asks_for_thanks(client):
    officer = make.officer()
    partly, whole = due(0, officer, amount="500k"), due(0, officer, amount="500k")
    recording.receive(partly, SYSTEM, date=timezone.localdate(), amount=200_000)
    recording.receive(whole, SYSTEM, date=timezone.localdate(), amount=500_000)
    html = seen(client, officer, hang="can-cam-on")
    assert set(references(html)) == {partly.reference, whole.reference}
    assert "còn 300.000" in html
    assert "Chưa cảm ơn" in html


def test_a_pledge_of_somebody_who_left_says_so(client):
    left = make.officer()
    due(2, left)
    left.is_active = False
    left.save()
    assert "không còn nhận việc" in seen(client, make.supervisor(), hang="chua-giao")


def test_an_erased_pledge_shows_no_person(client):
    from donate.privacy import erasing

    officer = make.officer()
    pledge = due(0, officer)
    erasing.erase(pledge, SYSTEM)
    html = seen(client, officer, hang="tat-ca")
    assert references(html) == [pledge.reference]
    assert make.NAME not in html
    assert "đã xóa thông tin cá nhân" in html


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "quá 3 ngày"),
        ("2026-11-22", "quá 1 ngày"),
        ("2026-11-23", "hôm nay"),
        ("2026-11-24", "mai"),
        ("2026-11-27", "thứ Sáu 27/11"),
        ("2026-11-29", "chủ Nhật 29/11"),
        ("2026-12-05", "5/12"),
        ("2027-01-05", "5/1/2027"),
    ],
)
def test_days_are_said_as_people_say_them(day, words):
    assert due_words(datetime.date.fromisoformat(day), datetime.date(2026, 11, 23)).lower() == words.lower()


def test_a_search_looks_everywhere_keeps_what_was_typed_and_is_noted_without_it(client):
    officer = make.officer()
    done = due(0, officer, name="Lâm Thị Tìm")
    lifecycle.take(done, "mark_spam", officer)
    html = seen(client, officer, hang="tat-ca", q="lam tim")
    assert references(html) == [done.reference]
    assert 'value="lam tim"' in html
    noted = DataAccess.objects.get(user=officer, action="list")
    assert noted.rows == 1
    assert "lam" not in noted.about
    assert noted.about == "Tất cả, lọc theo: Tìm kiếm, trang 1"
    seen(client, officer, hang="tat-ca", q="lam tim")
    assert DataAccess.objects.count() == 2


def test_who_looks_at_a_list_is_noted_with_how_many_it_showed_once_a_morning_and_page(client):
    officer, other = make.officer(), make.officer()
    fund = make.fund()
    for _place in range(41):
        make.pledge(fund)
    for _twice in range(2):
        seen(client, officer, hang="tat-ca")
        seen(client, officer, hang="tat-ca", p="2")
    seen(client, other, hang="tat-ca", quy=fund.pk)
    seen(client, other, hang="can-cam-on")  # nobody stands there
    assert list(DataAccess.objects.order_by("pk").values_list("user", "action", "rows", "about")) == [
        (officer.pk, "list", 40, "Tất cả, trang 1"),
        (officer.pk, "list", 1, "Tất cả, trang 2"),
        (other.pk, "list", 40, "Tất cả, lọc theo: Quỹ, trang 1"),
    ]


def test_tabs_count_what_the_filters_leave_and_keep_them(client):
    officer = make.officer()
    fund = make.fund()
    due(-1, officer, of=fund), due(-1, officer), due(-1, officer)
    html = seen(client, officer, hang="qua-hen", quy=fund.pk)
    assert re.search(rf'href="[^"]*hang=tat-ca&amp;quy={fund.pk}"[^>]*>\s*Tất cả <b>1</b>', html)
    assert f"Quỹ: {fund.name}" in html


def test_what_cannot_be_read_is_said_kept_and_nothing_is_listed(client):
    officer = make.officer()
    make.pledge()
    html = seen(client, officer, hang="tat-ca", tao_tu="31/02/2026", tien_tu="rất nhiều")
    assert references(html) == []
    assert "ngày/tháng/năm" in html
    assert 'value="31/02/2026"' in html
    assert 'value="rất nhiều"' in html
    assert "chưa liệt kê gì" in html


@pytest.mark.parametrize(
    "query",
    [
        {"hang": "khong-co"},
        {"p": "abc"},
        {"p": "-1"},
        {"p": "9" * 50},
        {"q": "x\x00y"},
        {"q": "%27 OR 1=1"},
        {"q": "<script>alert(1)</script>"},
        {"hang": "tat-ca", "quy": "1", "don_vi": "x", "nguoi": "\x00", "hen_tu": "0/0/0"},
        {"tien_tu": "9" * 90},
        {"tao_tu": "9999-99-99"},
    ],
)
def test_no_address_breaks_the_desk(client, query):
    make.pledge()
    html = seen(client, make.officer(), **query)
    assert "<script>alert" not in html


def test_the_number_of_queries_is_small_and_does_not_grow_with_the_rows(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    officer, supervisor, fund = make.officer(), make.supervisor(), make.fund()
    asked = {}
    for rows in (2, 30):
        while Pledge.objects.count() < rows:
            make.pledge(fund, kind=("money", "goods")[Pledge.objects.count() % 2])
        for user in (officer, supervisor):
            for query in ({}, {"hang": "tat-ca"}, {"hang": "tat-ca", "q": "vy thi"}, {"quy": fund.pk}):
                seen(client, user, **query)
                with CaptureQueriesContext(connection) as queries:
                    client.get(reverse("donate_desk"), query)
                asked.setdefault((user.pk, str(query)), []).append(len(queries))
    assert all(numbers[0] == numbers[1] <= 25 for numbers in asked.values()), asked


def test_buttons_are_only_for_who_may_press_them(client):
    make.officer()
    make.pledge()
    assert 'name="viec"' in seen(client, make.officer(), hang="tat-ca")
    supervisor = seen(client, make.supervisor(), hang="tat-ca")
    assert 'value="assign"' in supervisor
    assert 'value="mark_spam"' not in supervisor
    treasurer = seen(client, make.treasurer(), hang="tat-ca")
    assert 'name="viec"' not in treasurer
    assert 'name="chon"' not in treasurer
    assert reverse("donate_desk_export") not in treasurer
