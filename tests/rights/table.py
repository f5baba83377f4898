"""Who may open and send what in the administration: a row for every screen that touches money or promises, and for what
Wagtail brings along. The letters are those of tests/rights/people.py:

E Biên tập viên · B Ban Biên tập · C Cán bộ tiếp nhận · T Thủ quỹ · S Kiểm soát · L Lãnh đạo
N in no group · A not signed in
"""

from __future__ import annotations

NOBODY, NOT = "", "-"  # NOT: this method is not offered to anybody

# name: (what of the world stands in its address, who may open it, who may send it). Sent empty: nothing stays changed.
OURS: dict[str, tuple[str, str, str]] = {
    # The pledge desk
    "donate_desk": ("", "CTS", NOT),
    "donate_desk_export": ("", "C", NOT),
    "donate_desk_bulk": ("", NOT, "CS"),
    "donate_desk_bulk_deed": ("deed", "C", "C"),  # one's own
    "donate_pledge": ("pledge", "CTS", NOT),
    "donate_entry": ("", "C", "C"),
    "donate_thank_letter": ("received", "C", "C"),
    # A step of a pledge; opened, it leads back to the pledge, or shows the draft of a letter.
    **{
        f"donate_pledge_act {action}": ("pledge", "CTS", "C")
        for action in (
            "goi-xac-nhan",
            "goi-duoc",
            "khong-gap",
            "hen-chuyen",
            "xac-nhan",
            "hen-ngay",
            "ghi-chu",
            "huy",
            "mo-lai",
            "rac",
            "bo-rac",
            "da-nhac",
            "cam-on-thu",
            "cam-on-goi",
        )
    },
    "donate_pledge_act giao": ("pledge", "CTS", "CS"),
    "donate_pledge_act nhan-viec": ("pledge", "CTS", "C"),
    "donate_pledge_act nhac": ("pledge", "C", "C"),
    "donate_pledge_act cam-on": ("received", "C", "C"),
    "donate_reminders": ("", "C", "C"),
    # What came in: money for the treasurer, things, hours and blood for officers
    "donate_receive": ("pledge", "T", "T"),
    "donate_receive_walk_in": ("", "CT", "CT"),
    "donate_receipts": ("", "CTS", NOT),
    "donate_receipts_print": ("", "CTS", NOT),
    "donate_receipt": ("receipt", "CTS", NOT),
    "donate_receipt_print": ("receipt", "CTS", NOT),
    "donate_receipt_void": ("receipt", "T", "T"),
    "donate_write_offs": ("", "CTS", NOT),
    "donate_write_off_propose": ("received", "CT", "CT"),
    "donate_write_off_decide": ("write_off", "CTS", "S"),
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
    "campaigns_proposal_decide": ("proposal", "TSL", "S"),
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
