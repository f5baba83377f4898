"""«Thôi chờ phần còn lại»: one proposes, another decides, from whichever screen; letters name nobody."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from donate.models import DataAccess, WriteOffProposal
from donate.promises import lifecycle
from donate.receiving import recording, write_offs
from home.safety import rights
from home.safety.actors import SYSTEM, NotAllowed
from tests.campaigns.factories import join
from tests.donate import factories as make

pytestmark = pytest.mark.django_db
WHY = "Bà Hoa ở số 12 mất việc"
ALL = "/admin/xoa-no/"
EVERYTHING = "/admin/cho-nguoi-thu-hai/"


def partly(**fields):
    pledge = make.pledge(amount="other", amount_other="2tr", name=make.NAME, **fields)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=500_000)
    pledge.refresh_from_db()
    return pledge


def asking(pledge) -> str:
    return reverse("donate_write_off_propose", args=[pledge.pk])


def deciding(proposal) -> str:
    return reverse("donate_write_off_decide", args=[proposal.pk])


def test_an_officer_proposes_and_a_supervisor_closes_it_on_their_screens(client):
    pledge, officer, supervisor = partly(), make.officer(), make.supervisor()
    client.force_login(officer)
    assert make.NAME in client.get(asking(pledge)).content.decode()
    answer = client.post(asking(pledge), {"reason": WHY, "version": pledge.version})
    assert answer["Location"] == ALL
    proposal = WriteOffProposal.objects.get()
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.is_open) == ("partly_received", True)
    own = client.get(deciding(proposal)).content.decode()
    assert "người khác quyết định" in own
    assert 'value="approve"' not in own

    client.force_login(supervisor)
    for address in (ALL, EVERYTHING, reverse("wagtailadmin_home")):
        assert deciding(proposal) in client.get(address).content.decode(), address
    page = client.get(deciding(proposal)).content.decode()
    for words in (WHY, pledge.reference, "500.000", "2.000.000", pledge.receipts.get().label):
        assert words in page, words
    assert client.post(deciding(proposal), {"decision": "approve"})["Location"] == ALL
    pledge.refresh_from_db()
    assert (pledge.fulfilment, pledge.received_amount, pledge.next_action_on) == ("written_off", 500_000, None)
    assert [event.action for event in pledge.events.all()][-2:] == ["ask_write_off", "write_off"]
    assert deciding(proposal) not in client.get(EVERYTHING).content.decode()


def test_refused_it_stays_open_and_may_be_asked_again():
    pledge, officer, supervisor = partly(), make.officer(), make.supervisor()
    write_offs.decide(write_offs.propose(pledge, officer, WHY), supervisor, approve=False)
    pledge.refresh_from_db()
    assert pledge.is_open
    write_offs.decide(write_offs.propose(pledge, officer, WHY), supervisor, approve=True)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "written_off"


@pytest.mark.parametrize("who", ["supervisor", "both"])
def test_one_person_alone_never_closes_it(client, who):
    pledge = partly()
    both = make.supervisor()
    if who == "both":
        join(both, rights.INTAKE)
    with pytest.raises(NotAllowed):
        lifecycle.take(pledge, "write_off", both, reason=WHY)
    with pytest.raises(NotAllowed):
        lifecycle.take(pledge, "write_off", both, reason=WHY, asked_by=both)
    assert "write_off" not in lifecycle.allowed_steps(pledge, both)
    client.force_login(both)
    client.post(f"/admin/ban-tiep-nhan/{pledge.pk}/write_off/", {"reason": WHY, "version": pledge.version})
    if who == "both":
        proposal = write_offs.propose(pledge, both, WHY)
        for decision in ("approve", "refuse"):
            page = client.post(deciding(proposal), {"decision": decision}, follow=True).content.decode()
            assert "người khác duyệt" in page
        proposal.refresh_from_db()
        assert proposal.state == "proposed"
        with pytest.raises(IntegrityError), transaction.atomic():
            WriteOffProposal.objects.filter(pk=proposal.pk).update(
                decided_by=both, decided_at=timezone.now(), state="approved"
            )
    pledge.refresh_from_db()
    assert pledge.fulfilment == "partly_received"


def test_only_what_came_in_part_and_only_once_at_a_time():
    officer = make.officer()
    for pledge in (make.pledge(), partly()):
        if pledge.received_amount:
            write_offs.propose(pledge, officer, WHY)
        with pytest.raises(NotAllowed):
            write_offs.propose(pledge, officer, WHY)
        with pytest.raises(NotAllowed):
            write_offs.propose(pledge, officer, "   ")
    assert WriteOffProposal.objects.count() == 1


def test_when_all_has_come_meanwhile_nothing_is_closed(client):
    pledge = partly()
    proposal = write_offs.propose(pledge, make.officer(), WHY)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=1_500_000)
    client.force_login(make.supervisor())
    client.post(deciding(proposal), {"decision": "approve"})
    pledge.refresh_from_db()
    proposal.refresh_from_db()
    assert (pledge.fulfilment, proposal.state) == ("received", "proposed")
    client.post(deciding(proposal), {"decision": "refuse"})
    proposal.refresh_from_db()
    assert proposal.state == "refused"


def test_money_that_comes_after_all_opens_it_again():
    pledge = partly()
    write_offs.decide(write_offs.propose(pledge, make.officer(), WHY), make.supervisor(), approve=True)
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=1_500_000)
    pledge.refresh_from_db()
    assert pledge.fulfilment == "received"


def test_letters_go_to_who_may_decide_and_back_and_name_nobody():
    pledge, officer, supervisor = partly(), make.officer(), make.supervisor()
    left = make.supervisor()
    left.is_active = False
    left.save()
    Email.objects.all().delete()
    proposal = write_offs.propose(pledge, officer, WHY)
    letter = Email.objects.get()
    assert letter.to == [supervisor.email]
    assert deciding(proposal) in letter.message
    write_offs.decide(proposal, supervisor, approve=True)
    back = Email.objects.latest("pk")
    assert back.to == [officer.email]
    for mail in (letter, back):
        assert pledge.reference in mail.subject
        for secret in (make.NAME, "Hoa", "mất việc", "2.000.000", pledge.phone[3:]):
            assert secret not in mail.subject + mail.message


def test_who_was_overtaken_keeps_what_was_typed(client):
    pledge = partly()
    client.force_login(make.officer())
    seen = pledge.version
    recording.receive(pledge, SYSTEM, date=timezone.localdate(), amount=100_000)
    answer = client.post(asking(pledge), {"reason": WHY, "version": seen})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert WHY in page
    assert "600.000" in page
    assert not WriteOffProposal.objects.exists()
    now = answer.context["form"]["version"].value()
    assert client.post(asking(pledge), {"reason": WHY, "version": now}).status_code == 302


@pytest.mark.parametrize(
    "data", [{}, {"reason": ""}, {"reason": "x" * 301}, {"reason": "a\x00b"}, {"version": "x"}, {"version": "9" * 40}]
)
def test_what_cannot_be_is_refused_with_a_sentence(client, data):
    pledge = partly()
    client.force_login(make.treasurer())
    answer = client.post(asking(pledge), {"reason": WHY, "version": pledge.version} | data if data else {})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not WriteOffProposal.objects.exists()


def test_a_decision_that_is_none_decides_nothing(client):
    proposal = write_offs.propose(partly(), make.officer(), WHY)
    client.force_login(make.supervisor())
    for decision in ("", "maybe", "approve\x00"):
        client.post(deciding(proposal), {"decision": decision})
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


@pytest.mark.parametrize("group", rights.GROUPS)
def test_each_group_may_what_the_table_says(client, group):
    pledge, other = partly(), partly()
    proposal = write_offs.propose(other, make.treasurer(), WHY)
    client.force_login(make.person(group))
    looks = group in (rights.INTAKE, rights.TREASURY, rights.SUPERVISORS)
    for address in (ALL, deciding(proposal)):
        answer = client.get(address)
        assert (answer.status_code == 200) == looks, address
        assert (other.reference in answer.content.decode()) == looks
    asks = group in (rights.INTAKE, rights.TREASURY)
    assert (client.get(asking(pledge)).status_code == 200) == asks
    client.post(asking(pledge), {"reason": WHY, "version": pledge.version})
    assert pledge.write_offs.exists() == asks
    client.post(deciding(proposal), {"decision": "approve"})
    proposal.refresh_from_db()
    assert (proposal.state == "approved") == (group == rights.SUPERVISORS)
    if group == rights.LEADERS:
        page = client.get(EVERYTHING)
        assert page.status_code == 200
        assert other.reference not in page.content.decode()


def test_looks_are_noted_and_lists_take_few_queries(client, django_assert_max_num_queries):
    for _time in range(8):
        proposal = write_offs.propose(partly(), make.officer(), WHY)
    supervisor = make.supervisor()
    client.force_login(supervisor)
    client.get(ALL)
    for address in (ALL, EVERYTHING, deciding(proposal)):
        with django_assert_max_num_queries(25):
            client.get(address)
    assert DataAccess.objects.get(user=supervisor).pledge == proposal.pledge
