"""The morning's mail: what is due, for whom, without a name; once a day, and none where nothing waits."""

import datetime
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from campaigns.approvals import ledger_proposals
from campaigns.models import LedgerLine
from donate.models import DeskSettings, Pledge, WriteOffProposal
from donate.privacy import requests as privacy_requests
from donate.promises import lifecycle
from donate.receiving import recording
from home.safety.actors import DONOR, SYSTEM
from tests.donate import factories as make

pytestmark = pytest.mark.django_db


def due(officer, days: int, **fields) -> Pledge:
    pledge = make.pledge(**fields)
    day = timezone.localdate() + datetime.timedelta(days=days)
    Pledge.objects.filter(pk=pledge.pk).update(assignee=officer, next_action_on=day)
    return pledge


@pytest.fixture
def morning():
    """morning() → the mails that one run puts into the outbox, newest last."""

    def run() -> list[Email]:
        before = set(Email.objects.values_list("pk", flat=True))
        call_command("morning_digest")
        return list(Email.objects.exclude(pk__in=before).order_by("pk"))

    return run


def test_an_officer_reads_what_is_due_by_number_and_reference(morning):
    officer = make.officer()
    late, today, later = due(officer, -2), due(officer, 0), due(officer, 3)
    (letter,) = morning()
    assert letter.to == [officer.email]
    assert "1 quá hẹn, 1 hẹn hôm nay" in letter.subject
    assert late.reference in letter.message
    assert today.reference in letter.message
    assert later.reference not in letter.message
    assert "/admin/ban-tiep-nhan/?hang=viec" in letter.message


def test_no_name_no_telephone_no_words_no_secret_stands_in_it(morning):
    officer, supervisor = make.officer(), make.supervisor()
    pledge = due(officer, -9, name=make.NAME, phone=make.PHONE, email=make.MAIL, message=make.WORDS)
    letters = morning()
    assert {letter.to[0] for letter in letters} == {officer.email, supervisor.email}
    for letter in letters:
        for trace in (make.NAME, "912345678", "912 345 678", make.MAIL, make.WORDS, pledge.token):
            assert trace not in letter.subject + letter.message


def test_an_officer_reads_that_somebody_asked_something_of_their_data_before_it_is_late(morning):
    make.officer()
    pledge = make.pledge(name=make.NAME, phone=make.PHONE)
    lifecycle.take(pledge, "cancel", SYSTEM, reason="thử")
    request = privacy_requests.ask(pledge, "access", DONOR)
    (letter,) = morning()
    assert "1 yêu cầu về dữ liệu cá nhân đang chờ" in letter.subject
    assert "/admin/du-lieu-ca-nhan/" in letter.message
    assert make.NAME not in letter.message
    privacy_requests.do(request, make.officer())
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(days=1)):
        assert morning() == []


def test_who_only_administers_the_site_gets_no_morning_mail(morning):
    get_user_model().objects.create_superuser("quantri", "quantri@hoi.example", "x")
    due(None, -9)
    assert morning() == []


def test_where_nothing_is_due_no_mail_is_sent(morning):
    due(make.officer(), 4)
    make.supervisor()
    assert morning() == []


def test_twice_in_a_day_is_once_and_the_next_day_it_comes_again(morning):
    due(make.officer(), -1)
    assert len(morning()) == 1
    assert morning() == []
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    with mock.patch("django.utils.timezone.now", return_value=tomorrow):
        call_command("tidy_pledges")
        assert len(morning()) == 1
        assert morning() == []


def test_a_mail_that_could_not_be_kept_is_tried_again(morning):
    due(make.officer(), -1)
    with mock.patch("home.outbox.send_many", side_effect=OSError), pytest.raises(OSError):
        call_command("morning_digest")
    assert len(morning()) == 1


def test_the_chapter_can_switch_it_off(morning):
    due(make.officer(), -1)
    desk = DeskSettings.load()
    desk.morning_digest = False
    desk.save()
    assert morning() == []


def test_a_dry_run_sends_nothing(capsys, morning):
    due(make.officer(), -1)
    call_command("morning_digest", dry_run=True)
    assert "1 mails would be sent" in capsys.readouterr().out
    assert len(morning()) == 1


def test_whoever_supervises_reads_what_climbed_and_what_has_nobody(morning):
    officer, supervisor = make.officer(), make.supervisor()
    climbed, fresh, nobodys = due(officer, -4), due(officer, -3), due(None, 2)
    letter = next(mail for mail in morning() if mail.to == [supervisor.email])
    assert climbed.reference in letter.message
    assert fresh.reference not in letter.message
    assert nobodys.reference in letter.message
    assert "1 quá hẹn hơn 3 ngày" in letter.message
    assert "1 chưa có ai theo dõi" in letter.message


def test_the_days_after_which_it_climbs_are_the_chapters(morning):
    officer = make.officer()
    make.supervisor()
    due(officer, -4)
    desk = DeskSettings.load()
    desk.climbs_after = 10
    desk.save()
    assert [mail.to for mail in morning()] == [[officer.email]]


def test_whoever_supervises_reads_how_much_waits_for_a_decision_but_for_their_own(morning):
    make.officer()
    supervisor, treasurer = make.supervisor(), make.treasurer()
    pledge = make.pledge()
    receipt = recording.receive(pledge, treasurer, date=timezone.localdate(), amount=100_000)
    ledger_proposals.propose_reversal(LedgerLine.objects.get(pk=receipt.line_id), treasurer, "nhầm")
    WriteOffProposal.objects.create(pledge=pledge, reason="khó khăn", proposed_by=treasurer)
    own = make.pledge()
    recording.receive(own, treasurer, date=timezone.localdate(), amount=100_000)
    WriteOffProposal.objects.create(pledge=own, reason="khó khăn", proposed_by=supervisor)
    letter = next(mail for mail in morning() if mail.to == [supervisor.email])
    assert "2 chờ anh chị quyết định" in letter.message


def test_who_is_to_be_thanked_stands_in_it_too(morning):
    officer = make.officer()
    pledge = due(officer, 5)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    (letter,) = morning()
    assert "1 chờ cảm ơn" in letter.subject
    lifecycle.thanked(pledge, officer, "call")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(days=1)):
        assert morning() == []


def test_only_who_has_that_work_gets_one(morning):
    editor, leader, treasurer = make.person("Biên tập viên"), make.person("Lãnh đạo"), make.treasurer()
    officer, left, silent = make.officer(), make.officer(), make.officer()
    left.is_active = False
    left.save()
    silent.email = ""
    silent.save()
    for somebody in (officer, left, silent):
        due(somebody, -1)
    addressees = {address for letter in morning() for address in letter.to}
    assert addressees == {officer.email}
    assert not addressees & {editor.email, leader.email, treasurer.email}


def test_many_references_become_a_number(morning):
    officer = make.officer()
    for _place in range(25):
        due(officer, -1)
    (letter,) = morning()
    assert "25 quá hẹn" in letter.subject
    assert letter.message.count("LS") <= 22
    assert "…" in letter.message


def test_one_run_takes_few_queries_however_many_pledges(morning, django_assert_max_num_queries):
    officer = make.officer()
    due(officer, -1)
    with django_assert_max_num_queries(40) as few:
        call_command("morning_digest", dry_run=True)
    for _place in range(30):
        due(officer, -1)
    with django_assert_max_num_queries(40) as many:
        call_command("morning_digest", dry_run=True)
    assert len(many) <= len(few) + 2
