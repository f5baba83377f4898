"""Pledges on the staff screens: found however typed, seen by those with the right, changed by no generic screen."""

import pytest
from django.urls import reverse

from home import rights
from tests.campaigns.factories import person

from . import factories as make

pytestmark = pytest.mark.django_db
MAY_SEE = {rights.INTAKE, rights.TREASURY, rights.SUPERVISORS}


@pytest.mark.parametrize("group", rights.GROUPS)
def test_only_those_with_the_right_see_pledges_and_nobody_edits_them_here(client, group):
    pledge = make.pledge()
    client.force_login(person(group))
    index, inspect = reverse("donate_pledges:index"), reverse("donate_pledges:inspect", args=[pledge.pk])
    for address in (index, inspect):
        page = client.get(address)
        assert (page.status_code == 200) == (group in MAY_SEE)
        assert (make.NAME in page.content.decode()) == (group in MAY_SEE)
    for name in ("edit", "delete", "usage", "history"):
        assert client.get(reverse(f"donate_pledges:{name}", args=[pledge.pk])).status_code in (302, 403)
    assert client.get(reverse("donate_pledges:add")).status_code in (302, 403)


def test_a_pledge_is_found_by_name_without_accents_by_telephone_and_by_reference(client):
    pledge = make.pledge()
    client.force_login(person(rights.INTAKE))
    for words in (make.NAME.upper(), pledge.reference.lower(), f"0{pledge.phone[3:]}", pledge.phone):
        assert pledge.reference in client.get(reverse("donate_pledges:index"), {"q": words}).content.decode(), words
    for words in ("khong co ai ten nhu vay", "=" * 60):
        page = client.get(reverse("donate_pledges:index"), {"q": words})
        assert page.status_code == 200
        assert pledge.reference not in page.content.decode()
    assert client.get(reverse("donate_pledges:index"), {"q": "x\x00y"}).status_code == 200
