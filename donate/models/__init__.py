from .desk_settings import DeskSettings
from .events import PledgeEvent
from .people import OfficerProfile
from .pledges import Instalment, Pledge
from .privacy_records import DataAccess, PrivacyRequest
from .receipts import Receipt, ReceiptSequence
from .throttles import Throttle
from .write_offs import WriteOffProposal

__all__ = [
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
