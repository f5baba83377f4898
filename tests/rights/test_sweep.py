"""Every address below /admin/, whoever made it, tried by everybody: no donor to who may not see one, and no crash."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from . import people as matrix

pytestmark = pytest.mark.django_db

WORDS = {
    "app_label": "donate",
    "app_name": "donate",
    "content_type_app_name": "campaigns",
    "model_name": "pledge",
    "content_type_model_name": "campaignpage",
    "action": "delete",
    "action_name": "approve",
    "filter_spec": "original",
    "uidb64": "MQ",
    "token": "x",
}
OF_ITS_OWN = {"donate_pledge_act": {"action": "cam-on"}}
NOT_OURS = (
    "wagtailadmin_error_test",  # breaks on purpose, to see the page
    "wagtailadmin_pages:set_page_position",  # Wagtail asks for the parent of the root page, which has none
)
SIGNED_OUT_TOO = (
    *("wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"),
    *(f"wagtailadmin_password_reset{rest}" for rest in ("", "_done", "_confirm", "_complete")),
)


def every_address(the_world: dict) -> list[tuple[str, str]]:
    """(name, address) of each pattern, with the key of each pledge, and of a page, where a number stands."""
    addresses, unmade = [], []
    keys = list(dict.fromkeys(the_world[name].pk for name in ("pledge", "received", "page")))
    for name, patterns in matrix.addresses().items():
        for pattern in patterns:
            names = list(pattern.pattern.converters)
            if not names and name == "wagtailadmin_pages:revisions_compare":
                addresses.append((name, reverse(name, args=[the_world["page"].pk, "earliest", "latest"])))
                continue
            for key in keys if any(name not in WORDS for name in names) else [0]:
                given = {word: WORDS.get(word, key) for word in names} | OF_ITS_OWN.get(name, {})
                try:
                    addresses.append((name, reverse(name, kwargs=given)))
                except NoReverseMatch:
                    unmade.append(name)
    assert unmade == []
    return list(dict.fromkeys(addresses))


def test_no_address_shows_a_donor_to_who_may_not_see_one_and_none_breaks():
    people = matrix.clients()
    the_world = matrix.world()
    wrong = []
    for name, address in every_address(the_world):
        if name in NOT_OURS:
            continue
        for letter, client in people.items():
            if letter in matrix.MAY_SEE_DONORS:
                continue
            became, shown = matrix.outcome(client, "get", f"{address}?q=kin+dao")
            shown = shown.replace("kin dao", "").replace("kin+dao", "")  # a search repeats what was asked
            if became.startswith("error"):
                wrong.append(f"{letter} {address}: {became}")
            if any(trace in shown for trace in matrix.PERSONAL):
                wrong.append(f"{letter} {address} shows the donor")
            if letter == "A" and became == "yes" and name not in SIGNED_OUT_TOO:
                wrong.append(f"{address} opens to anybody")
    assert wrong == []
