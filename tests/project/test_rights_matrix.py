"""Who may open and send what in the administration: a row for every screen that touches money or promises, and for what
Wagtail brings along. A new screen without a row fails here. The letters are in tests/project/rights.py:

E Biên tập viên · B Ban Biên tập · C Cán bộ tiếp nhận · T Thủ quỹ · S Kiểm soát · L Lãnh đạo
N in no group · A not signed in
"""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve, reverse

from donate.desk.actions import ACTIONS

from . import rights as matrix

pytestmark = pytest.mark.django_db
NOBODY, NOT = "", "-"  # NOT: this method is not offered to anybody

# name: (what of the world stands in its address, who may open it, who may send it). Sent empty: nothing stays changed.
OURS: dict[str, tuple[str, str, str]] = {
    # The pledge desk
    "donate_desk": ("", "CTS", NOT),
    "donate_desk_export": ("", "C", NOT),
    "donate_desk_bulk": ("", NOT, "CS"),
    "donate_desk_bulk_deed": ("deed", "C", "C"),  # one's own
    "donate_pledge": ("pledge", "CTS", NOT),
    "donate_thank_letter": ("received", "C", "C"),
    # A step of a pledge; opened, it leads back to the pledge, or shows the draft of a letter.
    **{
        f"donate_pledge_act {action}": ("pledge", "CTS", "C")
        for action in (
            *(
                "goi-xac-nhan",
                "goi-duoc",
                "khong-gap",
                "hen-chuyen",
                "xac-nhan",
                "hen-ngay",
                "ghi-chu",
                "huy",
                "mo-lai",
            ),
            *("rac", "bo-rac", "da-nhac", "cam-on-thu", "cam-on-goi"),
        )
    },
    "donate_pledge_act giao": ("pledge", "CTS", "CS"),
    "donate_pledge_act nhan-viec": ("pledge", "CTS", "C"),
    "donate_pledge_act nhac": ("pledge", "C", "C"),
    "donate_pledge_act cam-on": ("received", "C", "C"),
    # Bank statements
    "donate_bank": ("", "TS", "T"),
    "donate_bank_waiting": ("", "TS", NOT),
    "donate_bank_statement": ("statement", "TS", NOT),
    "donate_bank_book_sure": ("", NOT, "T"),
    "donate_bank_line": ("bank_line", NOT, "T"),
    # Personal data
    "donate_privacy_requests": ("", "CS", NOT),
    "donate_privacy_request": ("request", "CS", "C"),
    "donate_privacy_copy": ("request", "C", NOT),
    "donate_privacy_ask": ("", "C", "C"),
    "donate_access_log": ("", "S", NOT),
    "donate_officers": ("", "S", NOT),
    "donate_officer": ("user", "S", "S"),
    # The report holds sums, no donor
    "donate_report": ("", "CTSL", NOT),
    "donate_report_print": ("", "CTSL", NOT),
    "donate_report_export": ("", "TSL", NOT),
    # Funds: editors see them, to choose one for a page
    "campaigns_funds:index": ("", "EBCTSL", NOT),
    "campaigns_funds:index_results": ("", "EBCTSL", NOT),
    "campaigns_funds:add": ("", "T", "T"),
    "campaigns_funds:edit": ("fund", "T", "T"),
    "campaigns_funds:delete": ("fund", "T", "T"),
    "campaigns_funds:history": ("fund", "T", NOT),
    "campaigns_funds:history_results": ("fund", "T", NOT),
    "campaigns_funds:usage": ("fund", "T", NOT),
    "campaigns_fund_state": ("fund", "TS", "TS"),
    "campaigns_distribute": ("fund", "T", "T"),
    # The ledger, which is public but for its evidence
    "campaigns_ledger:index": ("", "CTSL", NOT),
    "campaigns_ledger:index_results": ("", "CTSL", NOT),
    "campaigns_ledger:inspect": ("ledger", "CTSL", NOT),
    "campaigns_ledger:add": ("", NOBODY, NOBODY),
    **{
        f"campaigns_ledger:{name}": ("ledger", NOBODY, NOBODY)
        for name in ("edit", "delete", "history", "history_results", "usage")
    },
    "campaigns_evidence": ("ledger", "T", "T"),
    "campaigns_propose_reversal": ("ledger", "T", "T"),
    "campaigns_proposals": ("", "TSL", NOT),
    "campaigns_proposal_decide": ("proposal", NOT, "S"),
    # Bank accounts
    "campaigns_accounts:index": ("", "CTSL", NOT),
    "campaigns_accounts:index_results": ("", "CTSL", NOT),
    "campaigns_accounts:add": ("", NOBODY, NOBODY),
    **{
        f"campaigns_accounts:{name}": ("account", NOBODY, NOBODY)
        for name in ("edit", "delete", "history", "history_results", "usage")
    },
    "campaigns_account_changes": ("", "CTSL", "T"),
    "campaigns_account_change_decide": ("account_change", NOT, "S"),
}

# What has to be sent for a right to show at all.
SENT = {"donate_desk_bulk": {"viec": "assign"}}

# What Wagtail brings: (name, arguments: words, or "=thing" for the key of a thing of the world) → who may open it.
WAGTAILS: dict[tuple[str, tuple[str, ...]], str] = {
    ("wagtailsettings:edit", ("donate", "desksettings", "=desk_settings")): "S",
    ("wagtailsettings:edit", ("home", "chaptersettings", "=site")): "B",
    ("wagtailsnippets:index", ()): "EB",
    ("wagtailusers_users:index", ()): NOBODY,
    ("wagtailusers_users:edit", ("=user",)): NOBODY,
    ("wagtailusers_users:usage", ("=user",)): NOBODY,
    ("wagtailusers_users:history", ("=user",)): NOBODY,
    ("wagtailusers_users:add", ()): NOBODY,
    ("wagtailusers_groups:index", ()): NOBODY,
    ("wagtailusers_groups:edit", ("=group",)): NOBODY,
    ("wagtailsites:index", ()): NOBODY,
    ("wagtailadmin_workflows:index", ()): NOBODY,
    ("wagtail_bulk_action", ("donate", "pledge", "delete")): NOBODY,
    ("wagtail_bulk_action", ("donate", "receipt", "delete")): NOBODY,
    ("wagtail_bulk_action", ("campaigns", "fund", "delete")): NOBODY,
    ("wagtail_bulk_action", ("campaigns", "ledgerline", "delete")): NOBODY,
    ("wagtailadmin_explore", ("=page",)): "EBL",
    ("wagtailadmin_pages:edit", ("=page",)): "EB",
    # What was done to what, without what stood there (the sweep looks for donors in it).
    ("wagtailadmin_reports:site_history", ()): "EBCTSL",
    ("wagtailadmin_collections:index", ()): NOBODY,
    ("wagtailadmin_collections:set_privacy", ("=private_collection",)): NOBODY,
    ("wagtailimages:edit", ("=image",)): "B",  # somebody else's picture
    ("wagtaildocs:edit", ("=document",)): NOBODY,
    ("wagtaildocs:document_usage", ("=document",)): NOBODY,
}


def test_every_screen_of_money_and_promises_has_its_row():
    screens = {name for name in matrix.addresses() if name.startswith(("donate", "campaigns"))}
    rows = {row.split()[0] for row in OURS}
    assert screens - rows == set(), "a new screen: say in the table who may open it and who may send it"
    assert rows - screens == set(), "a row for a screen that is no more"
    steps = {row.split()[1] for row in OURS if row.startswith("donate_pledge_act ")}
    assert steps == set(ACTIONS), "a step of a pledge without its row, or a row for none"


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
        found = resolve(address)
    except Resolver404:
        return
    assert found.url_name in ("wagtail_serve", None)  # a page's address, or Wagtail's "not found" within its frame
