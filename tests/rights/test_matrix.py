"""The table of rights, row by row and group by group: allowed, or refused without a word about the donor."""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve, reverse

from . import people as matrix
from .table import NOT, OURS, SENT, WAGTAILS

pytestmark = pytest.mark.django_db


def test_each_group_opens_and_sends_what_the_table_says_and_nothing_else():
    people = matrix.clients()
    the_world = matrix.world()
    wrong = []
    for row, (of, may_get, may_post) in OURS.items():
        name, *words = row.split()
        address = reverse(name, args=[*([the_world[of].pk] if of else []), *words])
        for method, allowed in (("get", may_get), ("post", may_post)):
            for letter, client in people.items():
                became, shown = matrix.outcome(client, method, address, SENT.get(name) if method == "post" else None)
                if allowed == NOT:
                    fits = became == ("no" if letter == "A" else "method") or (became == "no" and letter not in may_get)
                else:
                    fits = became == "yes" if letter in allowed else became in ("no", "missing")
                if not fits:
                    wrong.append(f"{method} {row}: {letter} {became}")
                if became != "yes" and any(trace in shown for trace in matrix.PERSONAL):
                    wrong.append(f"{method} {row}: {letter} is refused and shown the donor")
    assert wrong == []


def test_what_wagtail_brings_along_opens_to_nobody_else():
    people = matrix.clients()
    the_world = matrix.world()
    wrong = []
    for (name, words), allowed in WAGTAILS.items():
        given = [the_world[word[1:]].pk if word.startswith("=") else word for word in words]
        address = reverse(name, args=given)
        if name == "wagtail_bulk_action":
            address += f"?id={the_world['pledge'].pk}"
        for letter, client in people.items():
            became, _shown = matrix.outcome(client, "get", address)
            if became == "missing" and not allowed:
                became = "no"  # Wagtail knows no such screen for this model: nobody gets further
            if became != ("yes" if letter in allowed else "no"):
                wrong.append(f"{name} {words}: {letter} {became}")
    assert wrong == []


def test_evidence_with_names_opens_to_who_works_with_it():
    people = matrix.clients()
    the_world = matrix.world()
    address = the_world["document"].url
    opened = {
        letter for letter, client in people.items() if matrix.outcome(client, "get", address)[1].startswith("%PDF")
    }
    assert opened == set("CTSL")


@pytest.mark.parametrize("address", ["/django-admin/", "/admin/django/", "/admin/styleguide/", "/admin/donate/pledge/"])
def test_djangos_own_administration_and_the_style_guide_are_not_there(address):
    try:
        match = resolve(address)
    except Resolver404:
        return
    assert match.url_name in ("wagtail_serve", None)  # a page's address, or Wagtail's "not found" within its frame
