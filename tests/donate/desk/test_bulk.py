"""The same step for many pledges: what was chosen, nothing else, each with its right and its state looked at."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from donate.following import bulk_steps
from donate.models import BulkDeed, Pledge, PledgeEvent
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety import rights
from home.safety.actors import SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def key(pledge: Pledge) -> str:
    pledge.refresh_from_db()
    return f"{pledge.pk}-{pledge.version}"


def choose(client, user, what: str, *pledges: Pledge, **more):
    client.force_login(user)
    data = {"viec": what, "hang": "tat-ca", "chon": [key(pledge) for pledge in pledges]} | more
    return client.post(reverse("donate_desk_bulk"), data)


def do(client, user, what: str, *pledges: Pledge, told: dict | None = None, **more) -> str:
    """Chosen, confirmed, done: what the last page says."""
    page = choose(client, user, what, *pledges, **more)
    assert page.status_code == 302
    assert "hang-loat" in page["Location"], page["Location"]
    done = client.post(page["Location"], told or {}, follow=True)
    assert done.status_code == 200
    return done.content.decode()


def test_the_ticked_pledges_are_given_to_somebody(client):
    me, other = make.officer(), make.officer()
    chosen, left = [make.pledge(), make.pledge()], make.pledge()
    before = left.assignee
    page = choose(client, me, "assign", *chosen)
    said = client.get(page["Location"]).content.decode()
    assert "2</strong> lời hứa" in said
    assert not PledgeEvent.objects.filter(action="assign").exists()  # nothing is done before it is confirmed
    for pledge in chosen:
        Pledge.objects.filter(pk=pledge.pk).update(assignee=me)
    html = client.post(page["Location"], {"to": other.pk}, follow=True).content.decode()
    assert "Đã xong 2" in html
    for pledge in chosen:
        pledge.refresh_from_db()
        assert pledge.assignee == other
        assert pledge.events.filter(action="assign", actor=me).count() == 1
    left.refresh_from_db()
    assert left.assignee == before


def test_a_day_is_set_for_open_pledges_and_the_others_are_named_with_the_reason(client):
    me = make.officer()
    open_one, closed = make.pledge(), make.pledge()
    lifecycle.take(closed, "mark_spam", SYSTEM)
    day = timezone.localdate() + datetime.timedelta(days=9)
    html = do(client, me, "schedule", open_one, closed, told={"day": f"{day:%d/%m/%Y}"})
    assert "Đã xong 1" in html
    assert "Lời hứa này đã khép" in html or "đã đóng" in html
    assert closed.reference in html
    open_one.refresh_from_db()
    assert open_one.next_action_on == day


def test_thanks_are_noted_where_something_came_and_only_once(client):
    me = make.officer()
    came, thanked, nothing = make.pledge(), make.pledge(), make.pledge()
    for pledge in (came, thanked):
        recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    lifecycle.thanked(thanked, me, "letter")
    html = do(client, me, "thank", came, thanked, nothing, told={"how": "call"})
    assert "Đã xong 1" in html
    assert "Đã cảm ơn rồi" in html
    came.refresh_from_db(), thanked.refresh_from_db(), nothing.refresh_from_db()
    assert [pledge.acknowledgement for pledge in (came, thanked, nothing)] == ["call", "letter", "none"]


def test_spam_is_marked(client):
    me = make.officer()
    spam, received = make.pledge(), make.pledge()
    recording.receive(received, SYSTEM, date=timezone.localdate(), amount=500_000)
    html = do(client, me, "mark_spam", spam, received)
    assert "Đã xong 1" in html
    assert received.reference in html
    spam.refresh_from_db()
    assert spam.fulfilment == "spam"


def test_all_means_what_the_filters_show_and_never_more(client):
    me, other = make.officer(), make.officer()
    fund = make.fund()
    inside = [make.pledge(fund, name="Nông Thị Lọc") for _ in range(45)]  # more than a page holds
    outside = [make.pledge(fund, name="Vi Văn Khác"), make.pledge(make.fund(), name="Nông Thị Lọc")]
    Pledge.objects.update(assignee=me)
    page = choose(client, me, "assign", tat_ca="1", dem="45", quy=fund.pk, q="loc nong")
    said = client.get(page["Location"]).content.decode()
    assert "45</strong> lời hứa" in said
    assert "vừa thay đổi" not in said
    client.post(page["Location"], {"to": other.pk})
    assert set(Pledge.objects.filter(assignee=other)) == set(inside)
    assert all(pledge.events.filter(action="assign").count() == 0 for pledge in outside)


def test_the_way_back_leads_to_the_list_as_it_was_narrowed_down_without_what_was_searched_for(client):
    me, fund = make.officer(), make.fund()
    pledge = make.pledge(fund, name="Nông Thị Lọc")
    page = choose(client, me, "mark_spam", pledge, hang="moi", quy=fund.pk, q="loc nong")
    back = f'href="{reverse("donate_desk")}?hang=moi&amp;quy={fund.pk}"'
    assert back in client.get(page["Location"]).content.decode()
    done = client.post(page["Location"], follow=True)
    assert back in done.content.decode()
    assert "loc" not in page["Location"] + done.redirect_chain[-1][0]


def test_a_filter_that_cannot_be_read_is_never_left_out(client):
    me = make.officer()
    make.pledge()
    page = choose(client, me, "mark_spam", tat_ca="1", tao_tu="31/02/2026")
    assert page["Location"].startswith(f"{reverse('donate_desk')}?")
    assert "31%2F02%2F2026" in page["Location"]
    assert not BulkDeed.objects.exists()


def test_a_list_that_changed_since_the_screen_says_so(client):
    me = make.officer()
    make.pledge(), make.pledge()
    page = choose(client, me, "assign", tat_ca="1", dem="5")
    said = client.get(page["Location"]).content.decode()
    assert "màn hình trước là 5, bây giờ là 2" in said


def test_what_somebody_else_changed_since_is_left_and_named(client):
    me, other = make.officer(), make.officer()
    quiet, changed, later = make.pledge(), make.pledge(), None
    Pledge.objects.update(assignee=me)
    page = choose(client, me, "assign", tat_ca="1")
    lifecycle.contacted(changed, other, "reached")
    later = make.pledge()
    owner = later.assignee
    html = client.post(page["Location"], {"to": other.pk}, follow=True).content.decode()
    assert "Đã xong 1" in html
    assert "người khác sửa" in html
    assert changed.reference in html
    quiet.refresh_from_db(), changed.refresh_from_db(), later.refresh_from_db()
    assert (quiet.assignee, changed.assignee, later.assignee) == (other, me, owner)


def test_a_row_that_changed_after_the_screen_was_drawn_is_left(client):
    me, other = make.officer(), make.officer()
    pledge = make.pledge()
    old = key(pledge)
    lifecycle.contacted(pledge, other, "reached")
    html = do(client, me, "mark_spam", chon=[old])
    assert "người khác sửa" in html
    pledge.refresh_from_db()
    assert pledge.fulfilment == "submitted"


@pytest.mark.parametrize("what", BulkDeed.What.values)
def test_no_deed_touches_what_somebody_changed_after_the_set_was_fixed(client, what):
    me, other = make.officer(), make.officer()
    quiet, changed = make.pledge(), make.pledge()
    if what == "thank":
        for pledge in (quiet, changed):
            recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    Pledge.objects.update(assignee=me)
    page = choose(client, me, what, quiet, changed)
    lifecycle.note(changed, other, "vừa gọi")
    before = Pledge.objects.values().get(pk=changed.pk)
    day = timezone.localdate() + datetime.timedelta(days=9)
    told = {"assign": {"to": other.pk}, "schedule": {"day": f"{day:%d/%m/%Y}"}, "thank": {"how": "call"}}
    html = client.post(page["Location"], told.get(what, {}), follow=True).content.decode()
    assert "Đã xong 1" in html
    assert changed.reference in html.split("người khác sửa")[1]
    assert Pledge.objects.values().get(pk=changed.pk) == before
    assert quiet.events.filter(action=what, actor=me).count() == 1


def test_what_is_so_already_is_said_and_leaves_no_event(client):
    me = make.officer()
    mine, others = make.pledge(), make.pledge()
    Pledge.objects.filter(pk=mine.pk).update(assignee=me)
    Pledge.objects.filter(pk=others.pk).update(assignee=make.officer())
    html = do(client, me, "assign", mine, others, told={"to": me.pk})
    assert "Đã xong 1" in html
    assert mine.reference in html.split("Vốn đã như vậy")[1]
    assert not mine.events.filter(action="assign").exists()


def test_what_is_over_is_handed_to_nobody_and_named(client):
    me, other = make.officer(), make.officer()
    spam, open_one = make.pledge(), make.pledge()
    lifecycle.take(spam, "mark_spam", me)
    html = do(client, me, "assign", spam, open_one, told={"to": other.pk})
    assert spam.reference in html.split("không cần ai theo nữa")[1]
    assert not spam.events.filter(action="assign").exists()


def test_of_two_windows_the_first_answer_counts():
    me, first, second = make.officer(), make.officer(), make.officer()
    deed = bulk_steps.fix(me, "assign", [(make.pledge().pk, 1, "submitted")])
    assert bulk_steps.start(deed, to=first)
    assert not bulk_steps.start(deed, to=second)
    deed.refresh_from_db()
    assert deed.to == first


def test_the_work_goes_in_parts_and_goes_on_where_it_stopped(client, monkeypatch):
    monkeypatch.setattr(bulk_steps, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_steps, "SECONDS", 0)
    monkeypatch.setattr(bulk_steps.work, "__defaults__", (0,))
    me, fund = make.officer(), make.fund()
    pledges = [make.pledge(fund) for _ in range(5)]
    page = choose(client, me, "mark_spam", *pledges)
    html = client.post(page["Location"], follow=True).content.decode()
    assert "2</strong> trong 5" in html
    assert Pledge.objects.filter(fulfilment="spam").count() == 2
    html = client.post(page["Location"], follow=True).content.decode()
    assert "4</strong> trong 5" in html
    html = client.post(page["Location"], follow=True).content.decode()
    assert "Đã xong 5" in html
    client.post(page["Location"])  # once more: nothing is left to do
    assert PledgeEvent.objects.filter(action="mark_spam").count() == 5


def test_nothing_chosen_is_said_and_the_list_stays_as_it_was(client):
    me = make.officer()
    page = choose(client, me, "assign", q="nong", hang="moi")
    assert page["Location"] == f"{reverse('donate_desk')}?hang=moi&q=nong"
    assert "Chưa chọn lời hứa nào" in client.get(page["Location"]).content.decode()
    choose(client, me, "assign", chon=["abc", "1", "-5-1", "99999999-1", "1-\x00", "9" * 50])
    assert not BulkDeed.objects.exists()


@pytest.mark.parametrize(
    ("what", "told", "said"),
    [
        ("assign", {}, "Hãy chọn một người"),
        ("assign", {"to": "99999999"}, "Hãy chọn một người"),
        ("schedule", {"day": ""}, "Hãy gõ ngày"),
        ("schedule", {"day": "31/02/2026"}, "ngày/tháng/năm"),
        ("schedule", {"day": "1/1/2020"}, "đã qua"),
        ("schedule", {"day": "1/1/2099"}, "hơn một năm"),
        ("thank", {"how": "none"}, "cảm ơn bằng cách nào"),
        ("thank", {}, "cảm ơn bằng cách nào"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_done(client, what, told, said):
    me = make.officer()
    pledge = make.pledge()
    page = choose(client, me, what, pledge)
    html = client.post(page["Location"], told).content.decode()
    assert said.lower() in html.lower()
    assert not BulkDeed.objects.get().is_started
    assert pledge.events.count() == 1
    if told.get("day"):
        assert f'value="{told["day"]}"' in html


MAY = {
    rights.INTAKE: {"assign", "schedule", "thank", "mark_spam"},
    rights.SUPERVISORS: {"assign"},
}


@pytest.mark.parametrize("group", rights.GROUPS)
@pytest.mark.parametrize("what", BulkDeed.What.values)
def test_each_deed_asks_its_right(client, group, what):
    make.officer()
    pledge = make.pledge()
    page = choose(client, make.person(group), what, pledge)
    allowed = what in MAY.get(group, set())
    assert BulkDeed.objects.exists() == allowed
    assert (page.status_code == 302 and "hang-loat" in page["Location"]) == allowed


def test_another_persons_deed_is_not_there_and_a_lost_right_stops_it(client):
    me = make.officer()
    page = choose(client, me, "mark_spam", make.pledge())
    client.force_login(make.officer())
    assert client.get(page["Location"]).status_code == 404
    assert client.post(page["Location"]).status_code == 404
    me.groups.clear()
    kept = Permission.objects.filter(codename__in=["view_pledge", "access_admin"])
    me.user_permissions.set(kept)
    client.force_login(me)
    assert client.post(page["Location"]).status_code == 302
    assert not BulkDeed.objects.get().is_started
    assert not Pledge.objects.filter(fulfilment="spam").exists()


def test_an_unknown_deed_and_a_plain_look_at_its_address_are_refused(client):
    client.force_login(make.officer())
    assert client.get(reverse("donate_desk_bulk")).status_code == 405
    page = choose(client, make.officer(), "delete", make.pledge())
    assert page.status_code in (302, 403)
    assert not BulkDeed.objects.exists()


def test_old_deeds_are_forgotten_by_night(client):
    from django.core.management import call_command

    me = make.officer()
    choose(client, me, "mark_spam", make.pledge())
    BulkDeed.objects.update(made_at=timezone.now() - datetime.timedelta(days=8))
    fresh = choose(client, me, "mark_spam", make.pledge())
    call_command("tidy_pledges", verbosity=0)
    assert [f"/{one.pk}/" in fresh["Location"] for one in BulkDeed.objects.all()] == [True]
