"""Every screen of the desk: WCAG 2.2 AA by axe, contrast on, at a desk and on a tablet, by day and at night; and no
screen is wider than the tablet, also with larger letters.

Asked is the whole document, Wagtail's own menu included: it has no faults of its own.
"""

import json

import pytest

# name of the screen: (who looks at it, address). {…}: the first one of its kind in the demo.
SCREENS = {
    "donate_desk": ("canbo", "ban-tiep-nhan/"),
    "donate_pledge": ("canbo", "ban-tiep-nhan/{new}/"),
    "donate_pledge: received": ("canbo", "ban-tiep-nhan/{received}/"),
    "donate_pledge: looked at": ("kiemsoat", "ban-tiep-nhan/{partly}/"),
    "donate_pledge_act: reminder": ("canbo", "ban-tiep-nhan/{mail}/nhac/"),
    "donate_pledge_act: thanks": ("canbo", "ban-tiep-nhan/{received}/cam-on/"),
    "donate_desk: nothing found": ("canbo", "ban-tiep-nhan/?hang=tat-ca&q=khongcoai"),
    "donate_desk: wrong filter": ("canbo", "ban-tiep-nhan/?hang=tat-ca&hen_tu=mai"),
    "donate_entry": ("canbo", "ban-tiep-nhan/ghi-moi/"),
    "donate_receive": ("canbo", "ban-tiep-nhan/{goods}/nhan/"),
    "donate_receive: money": ("thuquy", "ban-tiep-nhan/{new}/nhan/"),
    "donate_receive_walk_in": ("thuquy", "tiep-nhan/"),
    "donate_receive_walk_in: goods": ("canbo", "tiep-nhan/?loai=do"),
    "donate_receipts": ("thuquy", "bien-nhan/"),
    "donate_receipt": ("thuquy", "bien-nhan/{receipt}/"),
    "donate_receipt_print": ("thuquy", "bien-nhan/{receipt}/in/"),
    "donate_receipts_print": ("thuquy", "bien-nhan/in/?bn={receipt}"),
    "donate_receipt_void": ("thuquy", "bien-nhan/{receipt}/huy/"),
    "donate_write_offs": ("kiemsoat", "xoa-no/"),
    "donate_write_off_propose": ("canbo", "xoa-no/de-nghi/{partly}/"),
    "donate_write_off_decide": ("kiemsoat", "xoa-no/{write_off}/"),
    "donate_reminders": ("canbo", "nhac-hen/"),
    "donate_bank": ("thuquy", "sao-ke/"),
    "donate_bank_statement": ("thuquy", "sao-ke/{statement}/"),
    "donate_bank_waiting": ("thuquy", "sao-ke/cho/"),
    "donate_report": ("lanhdao", "bao-cao/"),
    "donate_report_print": ("lanhdao", "bao-cao/in/"),
    "donate_privacy_requests": ("canbo", "du-lieu-ca-nhan/"),
    "donate_privacy_request": ("canbo", "du-lieu-ca-nhan/{request}/"),
    "donate_privacy_ask": ("canbo", "du-lieu-ca-nhan/ghi/?phieu={new}"),
    "donate_access_log": ("kiemsoat", "nhat-ky-xem/"),
    "donate_officers": ("kiemsoat", "nguoi-tiep-nhan/"),
    "donate_officer": ("kiemsoat", "nguoi-tiep-nhan/{officer}/"),
    "campaigns_proposals": ("kiemsoat", "cho-nguoi-thu-hai/"),
    "campaigns_proposal_decide": ("kiemsoat", "cho-nguoi-thu-hai/{asked}/"),
    "campaigns_account_changes": ("kiemsoat", "doi-tai-khoan/"),
    "first screen of an officer": ("canbo", ""),
    "first screen of the treasurer": ("thuquy", ""),
    "first screen of the supervisor": ("kiemsoat", ""),
    "first screen of the leader": ("lanhdao", ""),
    "first screen of an editor": ("bientap", ""),
}
# Not screens: they act, or hand out a file.
NO_SCREENS = {
    "donate_desk_bulk",
    "donate_desk_bulk_deed",
    "donate_desk_export",
    "donate_report_export",
    "donate_bank_book_sure",
    "donate_bank_line",
    "donate_privacy_copy",
    "donate_thank_letter",  # for the printer; a POST shows it
}
FIRST = """
import json
from django.contrib.auth import get_user_model
from campaigns.models import LedgerProposal
from donate.models import BankStatement, Pledge, PrivacyRequest, Receipt, WriteOffProposal
first = lambda rows: rows.order_by("pk").values_list("pk", flat=True).first()
pledges = Pledge.objects.filter(erased_at=None)
print("FIRST=" + json.dumps({
    "new": first(pledges.filter(fulfilment="submitted", kind="money")),
    "mail": first(pledges.filter(fulfilment="confirmed").exclude(email="")),
    "received": first(pledges.filter(fulfilment="received", acknowledgement="none").exclude(email="")),
    "partly": first(pledges.filter(fulfilment="partly_received", write_offs=None)),
    "goods": first(pledges.filter(fulfilment="confirmed", kind="goods")),
    "statement": first(BankStatement.objects.all()),
    "receipt": first(Receipt.objects.all()),
    "write_off": first(WriteOffProposal.objects.filter(state="proposed")),
    "asked": first(LedgerProposal.objects.filter(state="proposed", what="reverse")),
    "request": first(PrivacyRequest.objects.all()),
    "officer": first(get_user_model().objects.filter(username="canbo")),
}))
"""
LOOKS = ["color-contrast", "link-in-text-block", "target-size"]  # what another width or colour may change
LARGER = 21  # px of the letters of a browser set to 130 %
UNFOLD = "all => all.forEach(one => { one.removeAttribute('name'); one.open = true; })"  # a name lets one alone be open
TOO_WIDE = """() => {
  const main = document.querySelector("main");
  return main.scrollWidth > main.clientWidth || document.documentElement.scrollWidth > innerWidth;
}"""


@pytest.fixture(scope="module")
def addresses(demo_site):
    first = json.loads(demo_site.python(FIRST).split("FIRST=")[1])
    return {name: (login, "/admin/" + address.format(**first)) for name, (login, address) in SCREENS.items()}


def by_login(addresses):
    for login in dict.fromkeys(login for login, _address in addresses.values()):
        yield login, [(name, address) for name, (whose, address) in addresses.items() if whose == login]


def open_screen(page, name, address):
    answer = page.goto(address)
    assert answer.status == 200, f"{name}: {answer.status} {page.url}"
    assert page.url.endswith(address), f"{name} leads to {page.url}"


def test_every_screen_of_the_desk_passes_wcag_with_contrast_on(at_work, addresses, axe):
    faults = []
    for login, screens in by_login(addresses):
        page = at_work(login, "/admin/")
        for name, address in screens:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.emulate_media(color_scheme="light")
            open_screen(page, name, address)
            page.locator("#main details").evaluate_all(UNFOLD)
            faults += [f"{name}, light, 1280: {fault}" for fault in axe(page)]
            for width, scheme in ((1280, "dark"), (768, "dark"), (768, "light")):
                page.set_viewport_size({"width": width, "height": 1024})
                page.emulate_media(color_scheme=scheme)
                faults += [f"{name}, {scheme}, {width}: {fault}" for fault in axe(page, rules=LOOKS)]
    assert not faults, "\n".join(faults)


def test_no_screen_of_the_desk_is_wider_than_a_tablet_also_with_larger_letters(at_work, addresses):
    wide = []
    for login, screens in by_login(addresses):
        page = at_work(login, "/admin/", width=768, height=1024)
        browser = page.context.new_cdp_session(page)
        for size in (16, LARGER):
            browser.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            for name, address in screens:
                open_screen(page, name, address)
                if page.evaluate(TOO_WIDE):
                    wide.append(f"{name} at {size} px")
    assert not wide


def test_every_screen_of_the_desk_is_among_those_looked_at():
    from donate.desk.urls import urlpatterns

    looked_at = {name.split(":")[0] for name in SCREENS}
    assert {pattern.name for pattern in urlpatterns} - NO_SCREENS <= looked_at
