from .accounts import BankAccount, BankAccountChange
from .addresses import AddressSupporter, AddressVisit, HumanitarianAddressIndexPage, HumanitarianAddressPage
from .campaign_pages import CampaignIndexPage, CampaignPage, CampaignUpdate
from .funds import Fund, FundNeed, FundStateChange
from .ledger_days import LedgerCheck, LedgerDay
from .ledger_lines import LedgerEvidence, LedgerLine, LedgerMonth, LedgerTotals, PublicName
from .proposals import LedgerProposal
from .public_pages import OfficialAccountsPage, PublicAccountPage
from .submissions import Submission

__all__ = [
    "AddressSupporter",
    "AddressVisit",
    "BankAccount",
    "BankAccountChange",
    "CampaignIndexPage",
    "CampaignPage",
    "CampaignUpdate",
    "Fund",
    "FundNeed",
    "FundStateChange",
    "HumanitarianAddressIndexPage",
    "HumanitarianAddressPage",
    "LedgerCheck",
    "LedgerDay",
    "LedgerEvidence",
    "LedgerLine",
    "LedgerMonth",
    "LedgerProposal",
    "LedgerTotals",
    "OfficialAccountsPage",
    "PublicAccountPage",
    "PublicName",
    "Submission",
]
