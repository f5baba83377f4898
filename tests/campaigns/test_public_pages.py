"""What the public sees of money: said in words, right, in few queries, and never a draft or a name without consent."""

import csv
import datetime
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import ledger
from campaigns.models import CampaignUpdate, FundNeed, HumanitarianAddressPage
from home.safety import rights

from . import factories as make

pytestmark = pytest.mark.django_db
BUDGET = 12


def post(of, amount, **facts):
    return ledger.post(of, facts.pop("direction", "received"), amount, date=timezone.localdate(), **facts)


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode().replace("\xa0", " ")


def queries(client, address):
    from django.core.cache import cache

    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as context:
        assert client.get(address).status_code == 200
    return len(context)


def test_a_campaign_says_first_what_is_still_missing(client):
    of = make.fund(goal=160_000_000, purpose="để đủ mái cho 8 căn nhà", account=make.account())
    post(of, 147_600_000)
    page = text_of(client, make.campaign(fund=of).url)
    assert "Còn thiếu" in page
    assert "12,4 triệu đồng" in page
    assert "để đủ mái cho 8 căn nhà" in page
    assert f"/ung-ho/{of.code}/" in page


def test_where_the_money_went_adds_up_however_many_funds_there_are(client):
    make.public_account()
    for number in range(11):
        of = make.fund(account=make.account())
        post(of, 10_000_000)
        given = post(of, 1_000_000 + number, direction="distributed")
    ledger.reverse(given, "Ghi nhầm quỹ")
    page = client.get("/cong-khai/")
    shares = page.context["shares"]
    assert len(shares) == 8
    assert sum(share.amount for share in shares) == page.context["sums"].given == 10_000_045
    text = page.content.decode().replace("\xa0", " ")
    assert "10.000.045 ₫" in text.split('class="shares__sum"')[1].split("</p>")[0]


def test_more_than_the_goal_is_shown_truthfully(client):
    of = make.fund(goal=1_000_000)
    post(of, 1_250_000)
    page = text_of(client, make.campaign(fund=of).url)
    assert "125%" in page
    assert "Còn thiếu" not in page


@pytest.mark.parametrize("state", ["closed", "distributing", "settled", "archived"])
def test_a_closed_campaign_says_so_shows_its_result_and_offers_an_open_one(client, state):
    of = make.fund(state=state)
    closed = make.campaign("Đã đóng", fund=of, result="Bốn trăm nhà có quà.")
    make.campaign("Đang mở")
    page = text_of(client, closed.url)
    assert "đã ngừng nhận" in page
    assert "Bốn trăm nhà có quà." in page
    assert "Đang mở" in page
    assert f"/ung-ho/{of.code}/" not in page


def test_a_campaign_past_its_last_day_asks_for_nothing(client):
    of = make.fund(closes_on=timezone.localdate() - datetime.timedelta(days=1))
    assert f"/ung-ho/{of.code}/" not in text_of(client, make.campaign(fund=of).url)


def test_a_closed_account_is_never_offered_for_a_transfer(client):
    account = make.account(is_active=False)
    of = make.fund(account=account)
    for page in (make.campaign(fund=of), make.address(fund=make.fund(goal=None, account=account))):
        text = text_of(client, page.url)
        assert account.number[:4] not in text.split('class="foot"')[0]
        assert "/ung-ho/qr/" not in text
        assert "#tai-khoan" not in text
    assert client.get(f"/ung-ho/qr/{of.code}.svg").status_code == 404


def test_the_official_accounts_show_the_open_ones_and_every_change_before_and_after(
    client, django_capture_on_commit_callbacks
):
    from campaigns.approvals import accounts

    treasurer, supervisor = make.person(rights.TREASURY), make.person(rights.SUPERVISORS)
    account = make.account(number="0205111111111", holder="Hội cũ")
    make.account(number="0205999999999", is_active=False)
    change = accounts.propose("alter", treasurer, "Đổi tên chủ tài khoản", account=account, after={"holder": "Hội mới"})
    make.official_accounts()
    page = text_of(client, "/tai-khoan-chinh-thuc/")
    assert "Hội cũ" in page
    assert "Hội mới" not in page
    with django_capture_on_commit_callbacks(execute=True):
        accounts.decide(change, supervisor, approve=True)
    page = text_of(client, "/tai-khoan-chinh-thuc/")
    assert "<s>Hội cũ</s> → Hội mới" in page
    assert "Đổi tên chủ tài khoản." in page
    assert "".join(f"<span>{group}</span>" for group in ("0205", "1111", "11111")) in page
    assert "0205999999999" not in page.replace("</span><span>", "")


def test_the_needs_of_a_closed_campaign_ask_for_nothing_any_more(client):
    of = make.fund(accepts_goods=True, state="closed")
    need = FundNeed.objects.create(fund=of, item="Áo khoác", item_unit="chiếc", quantity=500)
    post(of, 900_000, kind="goods", item=need.item, item_unit=need.item_unit, quantity=180, need=need)
    page = text_of(client, make.campaign(fund=of).url)
    assert "180 chiếc" in page
    assert "320 chiếc" not in page
    assert "còn cần" not in page


def test_what_was_promised_of_a_need_stands_apart_from_what_came(client):
    from tests.donate import factories as donors

    of = donors.fund()
    need = donors.need(of, quantity=16)
    donors.pledge(of, "goods", need=str(need.pk), quantity="5")
    page = text_of(client, make.campaign(fund=of).url)
    assert "16 chiếc</b>" in page
    assert "đã hứa 5 chiếc" in page


def test_what_a_fund_handed_on_stands_beside_what_it_received(client, django_capture_on_commit_callbacks):
    of = make.fund(goal=10_000_000)
    post(of, 4_000_000)
    page = make.campaign(fund=of)
    assert "Đã trao" not in text_of(client, page.url)
    with django_capture_on_commit_callbacks(execute=True):
        post(of, 1_500_000, direction="distributed", note="Gạo")
    text = text_of(client, page.url)
    assert "1.500.000 ₫" in text.split("Đã trao")[1][:120]
    assert "4.000.000 ₫" in text


def test_needs_show_what_came_and_what_is_missing(client):
    of = make.fund(accepts_goods=True)
    need = FundNeed.objects.create(fund=of, item="Chăn bông", item_unit="chiếc", quantity=16)
    post(of, 900_000, kind="goods", item=need.item, item_unit=need.item_unit, quantity=9, need=need)
    page = text_of(client, make.campaign(fund=of).url)
    assert "7 chiếc" in page


def test_a_gift_without_consent_is_anonymous_and_still_counts(client):
    of = make.fund()
    post(of, 300_000)
    post(of, 200_000, public_name="Lớp 9A")
    for address in (make.campaign(fund=of).url, f"{make.public_account().url}{of.code}/"):
        page = text_of(client, address)
        assert "Nhà hảo tâm ẩn danh" in page
        assert "Lớp 9A" in page
        assert "300.000" in page


def test_what_staff_noted_of_a_transfer_is_never_shown_as_its_giver(client):
    of = make.fund()
    make.public_account()
    post(of, 300_000, note="chị Vy ở Kỳ Lừa chuyển")
    for address in (make.campaign(fund=of).url, f"/cong-khai/{of.code}/"):
        page = text_of(client, address)
        assert "Nhà hảo tâm ẩn danh" in page
        assert "chị Vy" not in page


def test_how_a_gift_came_keeps_the_capital_of_the_chapter(client):
    of = make.fund()
    make.public_account()
    post(of, 300_000, channel="counter")
    for address in (make.campaign(fund=of).url, "/cong-khai/"):
        assert "nhận tại Hội" in text_of(client, address)


def test_what_editors_type_is_never_run(client):
    of = make.fund(purpose="<script>alert(1)</script>")
    post(of, 5000, public_name="<b>Đậm</b>")
    page = text_of(client, make.campaign("<i>Nghiêng</i>", fund=of).url)
    assert "<script>alert" not in page
    assert "<b>Đậm" not in page
    assert "<i>Nghiêng" not in page


def test_drafts_and_funds_in_preparation_are_nowhere(client):
    hidden = make.campaign("Bản nháp kín", live=False)
    make.campaign("Quỹ chưa mở", fund=make.fund(state="draft"))
    make.address("Ông Nháp, 60 tuổi", live=False)
    make.public_account()
    for address in ("/chien-dich/", "/dia-chi-nhan-dao/", "/cong-khai/", "/"):
        page = text_of(client, address)
        assert "Bản nháp kín" not in page
        assert "Quỹ chưa mở" not in page
        assert "Ông Nháp" not in page
    assert client.get(hidden.url or "/chien-dich/ban-nhap-kin/").status_code == 404


def test_deleting_a_page_leaves_its_fund_and_lines(client):
    of = make.fund()
    post(of, 100_000)
    page = make.campaign(fund=of)
    page.delete()
    of.refresh_from_db()
    assert of.ledger_lines.count() == 1


def test_addresses_are_filtered_by_state_need_and_unit(client):
    state = HumanitarianAddressPage.State
    here = make.unit("xã Ở Đây")
    make.address("Bà Chờ", state=state.WAITING, need="school", unit=here)
    make.address("Ông Đủ", state=state.STOOD_BY, monthly_covered=500_000)
    for query, shown, hidden in [
        ("trang-thai=waiting", "Bà Chờ", "Ông Đủ"),
        ("trang-thai=stood-by", "Ông Đủ", "Bà Chờ"),
        ("nhu-cau=school", "Bà Chờ", "Ông Đủ"),
        (f"don-vi={here.slug}", "Bà Chờ", "Ông Đủ"),
    ]:
        page = text_of(client, f"/dia-chi-nhan-dao/?{query}")
        assert shown in page
        assert hidden not in page


@pytest.mark.parametrize(
    "query",
    [
        "page=x",
        "page=-1",
        "page=99999999999",
        "trang-thai=%00",
        "thang=2026-99",
        "quy=%F0%9F%98%80",
        "loai=" + "a" * 3000,
    ],
)
def test_nonsense_in_the_address_still_gives_a_page(client, query):
    make.campaign()
    make.address()
    make.public_account()
    for address in ("/chien-dich/", "/dia-chi-nhan-dao/", "/cong-khai/"):
        text_of(client, f"{address}?{query}")


def test_an_address_that_ended_says_why(client):
    page = make.address(state="ended", ended_on=timezone.localdate(), ended_why="Anh đã có việc.")
    assert "Anh đã có việc." in text_of(client, page.url)


def test_the_account_adds_up_and_shows_reversals(client):
    of = make.fund()
    make.public_account()
    wrong = post(of, 5_000_000)
    post(of, 2_000_000)
    ledger.reverse(wrong, "ghi hai lần")
    post(of, 500_000, direction="distributed", note="Gạo cho mười nhà")
    page = text_of(client, "/cong-khai/")
    assert "1.500.000 ₫" in page
    assert "ghi hai lần" in page
    assert "Gạo cho mười nhà" in page


def test_the_csv_opens_in_excel_and_runs_no_formula(client):
    of = make.fund()
    make.public_account()
    post(of, 5000, public_name="=cmd|' /C calc'!A0")
    body = text_of(client, f"/cong-khai/{of.code}/so-cai.csv")
    assert body.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(body[1:])))
    assert len(rows) == 2
    assert rows[1][10].startswith("'=")
    assert rows[1][2] == f"{timezone.localdate():%d/%m/%Y}"


def test_the_json_lets_anybody_walk_the_chain(client):
    of = make.fund()
    make.public_account()
    lines = [post(of, amount) for amount in (1000, 2000, 3000)]
    data = json.loads(text_of(client, f"/cong-khai/{of.code}/so-cai.json"))
    assert [line["digest"] for line in data["lines"]] == [line.digest for line in lines]
    assert sum(line["amount"] for line in data["lines"]) == 6000


def test_an_unknown_fund_is_not_found(client):
    make.public_account()
    for address in ("/cong-khai/khong-co/", "/cong-khai/khong-co/so-cai.csv"):
        assert client.get(address).status_code == 404


def test_each_page_asks_few_questions_of_the_database_whatever_its_size(client):
    of = make.fund(goal=100_000_000, account=make.account(), accepts_goods=True)
    page = make.campaign(fund=of)
    address = make.address(fund=make.fund(goal=None))
    make.public_account()
    make.official_accounts()
    addresses = [
        "/chien-dich/",
        page.url,
        "/dia-chi-nhan-dao/",
        address.url,
        "/cong-khai/",
        f"/cong-khai/{of.code}/",
        "/tai-khoan-chinh-thuc/",
    ]
    for address in addresses:
        client.get(address)
    few = {address: queries(client, address) for address in addresses}
    for number in range(15):
        post(of, 1000 + number, public_name=f"Lớp {number}")
        make.campaign(f"Chiến dịch {number}")
        make.address(f"Bà {number}")
        FundNeed.objects.create(fund=of, item=f"Thứ {number}", item_unit="cái", quantity=5)
        CampaignUpdate.objects.create(page=page, date=timezone.localdate(), title=f"Việc {number}")
    many = {address: queries(client, address) for address in addresses}
    assert max(many.values()) <= BUDGET, many
    assert all(many[address] <= max(few[address], BUDGET) for address in addresses)


def test_the_front_page_shows_what_came_in_and_what_went_out(client):
    of, treasurer, other = make.fund(), make.person("Thủ quỹ"), make.person("Kiểm soát", "kiemsoat")
    for number in range(6):
        post(of, 1_000_000 + number, recorder=treasurer)
    post(of, 250_000, direction="distributed", note="Gạo cho ba nhà", recorder=treasurer)
    wrong = post(of, 7_777_000, recorder=treasurer)
    ledger.reverse(wrong, "ghi hai lần", other)
    front = text_of(client, "/")
    assert "Gạo cho ba nhà" in front
    assert front.count("data-in>") == 3
    assert front.count("data-out>") == 1
    assert "ghi hai lần" not in front
    assert "7.777.000" not in front
