"""Which page of the campaigns shows what: one row for each page type (home/pages/contexts.py)."""

from campaigns.models import (
    CampaignIndexPage,
    CampaignPage,
    HumanitarianAddressIndexPage,
    HumanitarianAddressPage,
    OfficialAccountsPage,
    PublicAccountPage,
)
from home.pages.contexts import register

from .account import show_account
from .address import address_context
from .campaign import campaign_context
from .exports import show_csv, show_json
from .lists import address_list, campaign_list
from .official_accounts import official_accounts

register(CampaignIndexPage, campaign_list)
register(CampaignPage, campaign_context)
register(HumanitarianAddressIndexPage, address_list)
register(HumanitarianAddressPage, address_context)
register(OfficialAccountsPage, official_accounts)
register(PublicAccountPage, account=show_account, csv=show_csv, json=show_json)
