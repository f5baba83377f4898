"""Which pledges each list of the desk holds, and how one is found and the lists are narrowed down."""

import datetime
import unicodedata

import pytest
from django.http import QueryDict
from django.utils import timezone

from campaigns.models import Fund
from donate.desk.list.filters import Filters
from donate.following import queues
from donate.models import DeskSettings, Pledge
from donate.promises import lifecycle
from donate.receiving import recording
from home.models import Unit
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def due(days: int, owner=None, **fields) -> Pledge:
    """An open pledge whose next step is so many days from today."""
    pledge = make.pledge(**fields)
    Pledge.objects.filter(pk=pledge.pk).update(next_action_on=day(days), assignee=owner)
    return pledge


def held(name: str, user) -> set[Pledge]:
    return set(queues.queue(name, user))


def test_my_work_is_what_is_due_or_overdue_for_me():
    me, other = make.officer(), make.officer()
    mine = {due(-30, me), due(0, me)}
    due(1, me), due(-2, other), due(-2, None)
    done = due(-1, me)
    lifecycle.take(done, "mark_spam", me)
    assert held("viec", me) == mine


def test_whoever_supervises_opens_on_what_has_climbed_and_what_nobody_has():
    officer, supervisor = make.officer(), make.supervisor()
    settings = DeskSettings.load()
    settings.climbs_after = 3
    settings.save()
    climbed, unassigned = due(-4, officer), due(5, None)
    due(-3, officer), due(0, officer)
    assert held("viec", supervisor) == {climbed, unassigned}
    assert queues.default_for(supervisor) == "viec"


def test_the_treasurer_opens_on_money_that_is_waited_for():
    treasurer = make.treasurer()
    waiting, partly, received = make.pledge(), make.pledge(amount="500k"), make.pledge(amount="500k")
    make.pledge(kind="goods")
    recording.receive(partly, SYSTEM, date=day(0), amount=100_000)
    recording.receive(received, SYSTEM, date=day(0), amount=500_000)
    assert queues.default_for(treasurer) == "cho-tien"
    assert held("cho-tien", treasurer) == {waiting, partly}
    assert "viec" not in queues.names_for(treasurer)
    assert held("viec", treasurer) == set()


def test_what_belongs_to_somebody_who_left_shows_as_unassigned():
    me, left = make.officer(), make.officer()
    pledge, mine, none = due(3, left), due(3, me), due(3, None)
    assert held("chua-giao", me) == {none}
    left.is_active = False
    left.save()
    assert held("chua-giao", me) == {none, pledge}
    assert mine not in held("chua-giao", me)
    me.groups.clear()  # moved to other work
    assert mine in held("chua-giao", make.supervisor())


def test_something_received_and_not_thanked_for_waits_for_thanks():
    me = make.officer()
    came, thanked, partly = make.pledge(), make.pledge(), make.pledge(amount="1tr")
    make.pledge()
    for pledge, amount in ((came, 500_000), (thanked, 500_000), (partly, 1000)):
        recording.receive(pledge, SYSTEM, date=day(0), amount=amount)
    lifecycle.thanked(thanked, me, "call")
    assert held("can-cam-on", me) == {came, partly}


def test_overdue_new_and_this_week(monkeypatch):
    me = make.officer()
    monday = datetime.date(2026, 11, 23)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: monday)
    pledges = {days: make.pledge() for days in (-1, 0, 6, 7)}
    for days, pledge in pledges.items():
        Pledge.objects.filter(pk=pledge.pk).update(next_action_on=monday + datetime.timedelta(days=days))
    lifecycle.take(pledges[7], "confirm", SYSTEM)
    assert held("qua-hen", me) == {pledges[-1]}
    assert held("tuan-nay", me) == {pledges[-1], pledges[0], pledges[6]}
    assert held("moi", me) == {pledges[-1], pledges[0], pledges[6]}


def test_every_pledge_is_in_some_list_and_the_counts_are_those_of_the_lists(django_assert_num_queries):
    me, supervisor = make.officer(), make.supervisor()
    due(-9, me), due(2, None), due(90, me, kind="goods")
    recording.receive(due(0, me), SYSTEM, date=day(0), amount=500_000)
    lifecycle.take(due(0, me), "mark_spam", me)
    for user in (me, supervisor, make.treasurer()):
        said = queues.counts(user)
        assert said == {name: queues.queue(name, user).count() for name in queues.names_for(user)}
        assert said["tat-ca"] == 5
    narrowed = Pledge.objects.filter(kind="goods")
    assert queues.counts(me, narrowed) == {
        **dict.fromkeys(queues.names_for(me), 0),
        "tat-ca": 1,
        "moi": 1,
    }


def test_what_is_longest_overdue_comes_first_and_what_is_over_last():
    me = make.officer()
    over = due(0, me)
    lifecycle.take(over, "mark_spam", me)
    order = [due(-9, me), due(-2, me), due(0, me), due(4, me), over]
    assert list(queues.in_order(queues.queue("tat-ca", me))) == order


# --- finding and narrowing ------------------------------------------------------------------------------------------


def shown(user=None, **typed) -> set[Pledge]:
    form = Filters(_typed(**typed), user or make.officer())
    assert form.is_valid(), form.errors
    return set(queues.filtered(Pledge.objects.all(), form.cleaned_data, form.user))


def trouble(**typed) -> dict[str, list[str]]:
    form = Filters(_typed(**typed), make.officer())
    assert not form.is_valid()
    return form.errors


def _typed(**typed) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in typed.items()})
    return data


@pytest.mark.parametrize(
    "words",
    [
        "Nông Thị Hiền",
        "nong thi hien",
        "HIỀN NÔNG",
        "hie",
        unicodedata.normalize("NFD", "Hiền"),
        "  nông\u00a0 hiền ",
        "duyen hien",
        "hoa-hoi",
        "(hien)",
    ],
)
def test_a_name_is_found_in_any_spelling_and_order(words):
    pledge = make.pledge(name="Nông Thị Hiền, «Hoa Hồi» Duyên")
    make.pledge(name="Phiên chợ Mẫu")
    assert shown(q=words) == {pledge}


@pytest.mark.parametrize("words", ["ien", "hien lan", "' OR 1=1 --", "%", "_", "hi%x", "\\", "(", "a" * 80, "&|!:*<->"])
def test_what_is_not_there_is_not_found_whatever_was_typed(words):
    make.pledge(name="Nông Thị Hiền")
    assert shown(q=words) == set()


@pytest.mark.parametrize(
    "words",
    [
        "0912345678",
        "0912 345 678",
        "0912.345.678",
        "+84 912 345 678",
        "84912345678",
        "(0912)-345-678",
        "0912/345/678",
        "0912,345,678",
        "0084 912 345 678",
        "\u202a0912\u00a0345\u00a0678\u202c",
        "０９１２３４５６７８",
        "5678",
        "345 678",
    ],
)
def test_a_telephone_is_found_whole_or_by_its_last_four_digits(words):
    pledge = make.pledge(phone="0912 345 678")
    make.pledge(phone="0912 345 679")
    assert shown(q=words) == {pledge}


def test_three_digits_are_too_few_to_find_a_telephone_but_find_a_name():
    make.pledge(phone="0912 345 678")
    named = make.pledge(name="Lớp 678 trường Mẫu")
    assert shown(q="678") == {named}


def test_a_reference_is_found_however_it_was_noted():
    pledge, _other = make.pledge(), make.pledge()
    code = pledge.reference
    for words in (
        code,
        code.lower(),
        f"{code[:3]} {code[3:6]} {code[6:]}",
        code[:7],
        code[2:],
        f"{code[2:5]}-{code[5:]}",
    ):
        assert shown(q=words) == {pledge}, words


def test_filters_are_all_in_force_together():
    unit = Unit.objects.create(name="xã Thử", kind=Unit.Kind.COMMUNE)
    beneath = Unit.objects.create(name="chi hội Thử", kind=Unit.Kind.BRANCH, parent=unit)
    before = Unit.objects.create(name="xã Cũ", kind=Unit.Kind.COMMUNE)
    unit.predecessors.add(before)
    funds = [make.fund(unit=place) for place in (unit, beneath, before)]
    there = {make.pledge(fund) for fund in funds}
    goods = make.pledge(funds[0], kind="goods")
    make.pledge(make.fund(unit=Unit.objects.create(name="xã Khác", kind=Unit.Kind.COMMUNE)))
    assert shown(don_vi=unit.pk) == {*there, goods}
    assert shown(don_vi=unit.pk, loai="goods") == {goods}
    assert shown(don_vi=unit.pk, quy=funds[1].pk) == {pledge for pledge in there if pledge.fund_id == funds[1].pk}
    assert shown(don_vi=beneath.pk, loai="goods") == set()


def test_the_province_holds_the_funds_of_the_whole_chapter_too():
    province = Unit.objects.create(name="tỉnh Thử", kind=Unit.Kind.PROVINCE)
    commune = Unit.objects.create(name="xã Thử", kind=Unit.Kind.COMMUNE, parent=province)
    general, local = make.pledge(Fund.objects.get(code="quy-chung")), make.pledge(make.fund(unit=commune))
    assert shown(don_vi=province.pk) == {general, local}
    assert shown(don_vi=commune.pk) == {local}


def test_states_and_who_follows_up():
    me, other = make.officer(), make.officer()
    mine, theirs, nobodys = due(0, me), due(0, other), due(0, None)
    spam = due(0, other)
    lifecycle.take(spam, "mark_spam", other)
    assert shown(me, trang_thai="spam") == {spam}
    assert shown(me, trang_thai="dang-mo") == {mine, theirs, nobodys}
    assert shown(me, nguoi="toi") == {mine}
    assert shown(me, nguoi="chua") == {nobodys}
    assert shown(me, nguoi=other.pk) == {theirs, spam}


def test_both_ends_of_a_range_are_inside_in_the_chapters_own_time():
    zone = timezone.get_current_timezone()
    first = make.pledge(at=datetime.datetime(2026, 11, 1, 0, 0, tzinfo=zone))
    last = make.pledge(at=datetime.datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=zone))
    make.pledge(at=datetime.datetime(2026, 12, 1, 0, 0, tzinfo=zone))
    make.pledge(at=datetime.datetime(2026, 10, 31, 23, 59, 59, tzinfo=zone))
    assert shown(tao_tu="1/11/2026", tao_den="30-11-2026") == {first, last}
    Pledge.objects.filter(pk=first.pk).update(next_action_on="2026-11-05")
    Pledge.objects.filter(pk=last.pk).update(next_action_on="2026-11-09")
    assert shown(hen_tu="5/11/2026", hen_den="9/11/26") == {first, last}
    assert shown(hen_tu="6/11/2026", hen_den="9/11/2026") == {last}


def test_amounts_are_typed_as_people_type_them_and_mean_the_whole_promise():
    small, large = make.pledge(amount="500k"), make.pledge(amount="2.000.000")
    monthly = make.pledge(amount="200k", schedule="monthly", months="6")
    make.pledge(kind="goods")
    assert shown(tien_tu="1tr") == {large, monthly}
    assert shown(tien_tu="500 nghìn", tien_den="1,2 triệu") == {small, monthly}
    assert shown(tien_den="500.000 đồng") == {small}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("tao_tu", "31/02/2026", "ngày/tháng/năm"),
        ("tao_den", "hôm qua", "ngày/tháng/năm"),
        ("hen_tu", "1/1/0001", "bốn chữ số"),
        ("hen_den", "x\x00y", "ngày/tháng/năm"),
        ("tien_tu", "nhiều", "500k"),
        ("tien_den", "-5", "âm"),
        ("quy", "999999999", "Không có"),
        ("quy", "abc\x00", "ký tự"),
        ("quy", "9" * 40, "Không có"),
        ("don_vi", "9" * 40, "Không có"),
        ("loai", "vang", "Không có"),
        ("trang_thai", "1' OR '1'='1", "Không có"),
        ("nguoi", "0", "Không có"),
        ("q", "a" * 81, "quá dài"),
    ],
)
def test_what_cannot_be_meant_is_said_in_words(name, value, said):
    sentences = " ".join(trouble(**{name: value})[name])
    assert said.lower() in sentences.lower()


def test_a_range_that_ends_before_it_begins_is_said():
    for low, high, values in (
        ("tao_tu", "tao_den", ("2/1/2026", "1/1/2026")),
        ("hen_tu", "hen_den", ("2/1/2026", "1/1/2026")),
        ("tien_tu", "tien_den", ("2tr", "1tr")),
    ):
        assert high in trouble(**{low: values[0], high: values[1]})
