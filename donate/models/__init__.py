from .bulk_deeds import BulkDeed
from .desk_settings import DeskSettings
from .events import PledgeEvent
from .people import OfficerProfile
from .pledges import Instalment, Pledge
from .privacy_records import DataAccess, PrivacyRequest
from .receipts import Receipt, ReceiptSequence
from .statements import BankLine, BankStatement
from .throttles import Throttle
from .write_offs import WriteOffProposal

__all__ = [
    "BankLine",
    "BankStatement",
    "BulkDeed",
    "DataAccess",
    "DeskSettings",
    "Instalment",
    "OfficerProfile",
    "Pledge",
    "PledgeEvent",
    "PrivacyRequest",
    "Receipt",
    "ReceiptSequence",
    "Throttle",
    "WriteOffProposal",
]
