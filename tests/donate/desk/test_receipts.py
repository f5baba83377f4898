"""Receipts: found, looked at, printed, void with another in their place. Numbers stay, lines stay, looks are noted."""

import datetime
import re
from unittest import mock

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.models import LedgerLine
from donate.models import DataAccess, Receipt
from donate.privacy import erasing
from donate.receiving import receipts, recording
from donate.receiving.recording import Thing
from home.safety import rights
from home.safety.actors import SYSTEM, NotAllowed
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
LIST = "/admin/bien-nhan/"
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS}


def give(pledge=None, amount=500_000, **more):
    return recording.receive(pledge or make.pledge(), SYSTEM, date=TODAY(), amount=amount, **more)


def walk_in(payer="Bà Lường Thị Mẫu", amount=200_000, of=None, **more):
    return recording.receive_walk_in(
        of or make.fund(), SYSTEM, date=TODAY(), payer=payer, amount=amount, channel=more.pop("channel", "cash"), **more
    )


THINGS = [Thing("Chăn bông", "chiếc", 40, 8_000_000), Thing("Gạo tẻ", "kg", 250), Thing("Mì tôm", "thùng", 12, 900_000)]


def goods(**more):
    return recording.receive_walk_in(make.fund(), SYSTEM, date=TODAY(), kind="goods", things=THINGS, **more)


def page(client, receipt, what="donate_receipt") -> str:
    answer = client.get(reverse(what, args=[receipt.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client, **query) -> list[str]:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return [slip.receipt.label for slip in answer.context["rows"]]


@pytest.fixture
def treasurer(client):
    user = make.treasurer()
    client.force_login(user)
    return user


# --- The list --------------------------------------------------------------------------------------------------------


def test_a_receipt_is_found_by_number_reference_and_payer_in_any_spelling(client, treasurer):
    first, second = give(make.pledge(name=make.NAME)), walk_in()
    for words in ("1", "00001", first.label, f" {first.label} ", first.pledge.reference.lower(), "vy thi kin"):
        assert rows(client, q=words) == [first.label], words
    assert rows(client, q="LƯỜNG THỊ") == [second.label]
    assert rows(client) == [second.label, first.label]
    for words in ("không có ai", "%", "\\", "'", "00001/1999", "9" * 60):
        assert rows(client, q=words) == [], words
    assert client.get(LIST, {"q": "a\x00b"}).status_code == 200


def test_days_include_both_ends_and_are_written_day_first(client, treasurer):
    receipt = give()
    day, before = f"{TODAY():%d/%m/%Y}", f"{TODAY() - datetime.timedelta(days=1):%d/%m/%Y}"
    assert rows(client, tu=day, den=day) == [receipt.label]
    assert rows(client, den=before) == []
    answer = client.get(LIST, {"tu": "31/02/2026"})
    assert answer.context["form"].errors
    assert list(answer.context["rows"]) == []


def test_one_chooses_fund_and_void_or_valid(client, treasurer):
    first, second = give(), give()
    receipts.void(first, treasurer, "in hỏng")
    assert rows(client, loai="huy") == [first.label]
    assert rows(client, loai="con") == [second.label]
    assert rows(client, quy=str(second.pledge.fund_id)) == [second.label]


def test_a_search_for_people_is_noted_without_what_was_searched(client, treasurer):
    walk_in()
    rows(client)
    assert not DataAccess.objects.exists()
    rows(client, q="Lường Thị Mẫu")
    noted = DataAccess.objects.get()
    assert (noted.user, noted.action, noted.rows) == (treasurer, "list", 1)
    assert "Mẫu" not in noted.about


def test_the_list_goes_on_page_by_page_in_few_queries(client, treasurer, django_assert_max_num_queries):
    fund = make.fund()
    given = [walk_in(of=fund).label for _time in range(45)][::-1]
    client.get(LIST)
    with django_assert_max_num_queries(25):
        assert rows(client) == given[:40]
    assert rows(client, p="2") == given[40:]
    assert "45 biên nhận" in client.get(LIST).content.decode()
    for number in ("0", "-3", "x", "9" * 30, "7"):
        assert client.get(LIST, {"p": number}).status_code == 200


# --- On paper --------------------------------------------------------------------------------------------------------


def test_paper_says_everything_twice(client, treasurer):
    pledge = make.pledge(name=make.NAME, commune="xã Mẫu Sơn", amount="1505000", schedule="monthly", months="3")
    receipt = recording.receive(pledge, treasurer, date=TODAY(), amount=1_505_000, channel="transfer")
    text = page(client, receipt, "donate_receipt_print")
    assert text.count('class="slip"') == 2
    for words in (
        "Biên nhận ủng hộ",
        receipt.label,
        make.NAME,
        "xã Mẫu Sơn",
        pledge.fund.name,
        "1.505.000",
        "Một triệu năm trăm linh năm nghìn đồng",
        "Chuyển khoản",
        "Người nộp",
        "Thủ quỹ",
        "Lãnh đạo Hội",
        f"Ngày {TODAY().day} tháng {TODAY().month} năm {TODAY().year}",
        "tháng thứ 1 trên 3",
        "không thay phiếu thu",
    ):
        assert text.count(words) >= 2, words
    assert text.count("Liên 1: lưu") == text.count("Liên 2: giao người nộp") == 1
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*src=)|\son\w+=", text)


def test_goods_stand_in_a_table_with_their_estimated_value(client, treasurer):
    text = page(client, goods(payer="Hội Phụ nữ"), "donate_receipt_print")
    for words in ("Chăn bông", "chiếc", "250", "8.900.000", "Tám triệu chín trăm nghìn đồng", "Người giao"):
        assert words in text, words
    assert "slip--long" not in text


def test_many_things_take_a_sheet_of_their_own_for_each_copy(client, treasurer):
    many = [Thing(f"Thứ {number}", "cái", number) for number in range(1, 12)]
    receipt = recording.receive_walk_in(make.fund(), SYSTEM, date=TODAY(), kind="goods", things=many)
    assert page(client, receipt, "donate_receipt_print").count("slip--long") == 2


def test_several_are_printed_at_once_and_noted(client, treasurer):
    some = [walk_in(), walk_in(), walk_in()]
    address = reverse("donate_receipts_print")
    text = client.get(address, {"bn": [some[0].pk, some[2].pk, "x", "9" * 30, ""]}).content.decode()
    assert (text.count('class="sheet"'), text.count('class="slip"')) == (2, 4)
    assert some[1].label not in text
    assert DataAccess.objects.get(action="print").rows == 2
    assert client.get(address).status_code == 302


def test_what_people_typed_is_text_on_paper(client, treasurer):
    text = page(client, walk_in(payer="<b onclick=x>Bà</b>"), "donate_receipt_print")
    assert "&lt;b onclick=x&gt;" in text
    assert "<b onclick" not in text


def test_looking_and_printing_are_noted(client, treasurer):
    receipt = give()
    page(client, receipt)
    page(client, receipt, "donate_receipt_print")
    assert sorted(DataAccess.objects.values_list("action", "pledge")) == [
        ("print", receipt.pledge_id),
        ("view", receipt.pledge_id),
    ]


# --- The donor's own -------------------------------------------------------------------------------------------------


def own(receipt) -> str:
    return reverse("donate:receipt", args=[receipt.pledge.token, receipt.number, receipt.year])


def test_the_donor_prints_the_receipt_at_the_pledges_own_address(client):
    receipt = give(make.pledge(name=make.NAME))
    answer = client.get(own(receipt))
    text = answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert text.count('class="slip"') == 1
    assert make.NAME in text
    assert own(receipt) in client.get(receipt.pledge.get_absolute_url()).content.decode()


def test_nobody_elses_receipt_is_there_nor_one_of_an_erased_pledge(client):
    mine, other = give(), give()
    assert client.get(own(mine).replace(f"/{mine.number}-", f"/{other.number}-")).status_code == 404
    assert client.get(own(mine).replace(f"/{mine.number}-", f"/{10**30}-")).status_code == 404
    assert client.get(own(mine).replace(mine.pledge.token, "x%00")).status_code == 404
    erasing.erase(mine.pledge, SYSTEM)
    assert client.get(own(mine)).status_code == 404


def test_the_donors_copy_does_not_say_in_staffs_words_why_it_is_void(client):
    receipt = give()
    new = receipts.reissue(receipt, make.treasurer(), "Chị Hoa gõ sai tên", "Bà L.")
    text = client.get(own(receipt)).content.decode()
    assert "Đã hủy" in text
    assert "ĐÃ HỦY" in text
    assert new.label in text
    assert "Hoa" not in text


# --- Void, and another in its place ----------------------------------------------------------------------------------


def test_a_wrong_name_is_void_on_paper_and_the_ledger_is_not_touched(client, treasurer):
    pledge = make.pledge()
    old = give(pledge)
    lines, version = LedgerLine.objects.count(), pledge.version
    address = reverse("donate_receipt_void", args=[old.pk])
    assert client.post(address, {"payer": "Bà Mẫu", "reason": "  "}).status_code == 200
    answer = client.post(address, {"payer": "Bà Mẫu", "payer_address": "xã Ba Sơn", "reason": "Viết sai tên"})
    new = Receipt.objects.get(replaces=old)
    assert answer["Location"] == reverse("donate_receipt", args=[new.pk])
    old.refresh_from_db()
    assert (old.number, old.void_reason, old.voided_by) == (1, "Viết sai tên", treasurer)
    assert (new.number, new.payer, new.payer_address, new.line) == (2, "Bà Mẫu", "xã Ba Sơn", old.line)
    assert LedgerLine.objects.count() == lines
    pledge.refresh_from_db()
    assert (pledge.received_amount, pledge.version > version) == (500_000, True)
    assert pledge.events.get(action="reissue").after == new.label
    for receipt, other in ((old, new), (new, old)):
        assert other.label in page(client, receipt)
        assert other.label in page(client, receipt, "donate_receipt_print")
    assert "ĐÃ HỦY" in page(client, old, "donate_receipt_print")
    assert "ĐÃ HỦY" not in page(client, new, "donate_receipt_print")
    assert client.post(address, {"payer": "x", "reason": "lần nữa"}).status_code == 200
    assert Receipt.objects.count() == 2


def test_of_several_things_all_go_onto_the_new_receipt(treasurer):
    old = goods(payer="Hội Phụ nữ")
    new = receipts.reissue(old, treasurer, "sai tên", "Hội Nông dân")
    assert set(new.lines.all()) == set(old.lines.all())
    assert new.lines.count() == 3


@pytest.mark.parametrize("group", rights.GROUPS)
def test_only_the_treasury_voids_and_only_who_sees_receipts_sees_them(client, group):
    receipt = give(make.pledge(name=make.NAME))
    client.force_login(make.person(group))
    printed = reverse("donate_receipts_print") + f"?bn={receipt.pk}"
    one = reverse("donate_receipt", args=[receipt.pk])
    for address in (LIST, one, reverse("donate_receipt_print", args=[receipt.pk]), printed):
        answer = client.get(address)
        assert (answer.status_code == 200) == (group in MAY_SEE), address
        assert (make.NAME in answer.content.decode()) == (group in MAY_SEE)
    client.post(reverse("donate_receipt_void", args=[receipt.pk]), {"payer": "Khác", "reason": "thử"})
    receipt.refresh_from_db()
    assert receipt.is_void == (group == rights.TREASURY)


def test_the_database_lets_a_line_stand_on_one_valid_receipt_and_a_receipt_keep_its_lines():
    first, second = give(), give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.create(year=2026, number=99, line=first.line, issued_by=None)
    for attempt in (
        lambda: first.lines.clear(),
        lambda: Receipt.lines.through.objects.filter(receipt=first).update(ledgerline=second.line),
        lambda: Receipt.objects.filter(pk=first.pk).update(replaces=second),
        lambda: Receipt.objects.filter(pk=first.pk).update(folded_payer="ai do"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert list(first.lines.all()) == [first.line]


# --- Numbers and years -----------------------------------------------------------------------------------------------


def test_the_year_begins_at_midnight_in_viet_nam(settings):
    moments = [
        datetime.datetime(2026, 12, 31, 16, 59, 59, tzinfo=datetime.UTC),  # 23:59:59 in Việt Nam
        datetime.datetime(2026, 12, 31, 17, 0, 0, tzinfo=datetime.UTC),  # 00:00:00 of the new year
    ]
    labels = []
    for moment in moments:
        with mock.patch("django.utils.timezone.now", return_value=moment):
            labels.append(walk_in().label)
    assert labels == ["00001/2026", "00001/2027"]
    for receipt in Receipt.objects.all():
        assert timezone.localtime(receipt.issued_at).year == receipt.year


def test_nothing_is_written_anew_for_who_was_erased(treasurer):
    receipt = give()
    erasing.erase(receipt.pledge, SYSTEM)
    receipt.refresh_from_db()
    with pytest.raises(NotAllowed):
        receipts.reissue(receipt, treasurer, "sai tên", "Bà L.")
    receipt.refresh_from_db()
    assert not receipt.is_void
