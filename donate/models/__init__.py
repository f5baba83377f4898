from .events import PledgeEvent
from .people import OfficerProfile
from .pledges import Instalment, Pledge
from .receipts import Receipt, ReceiptSequence
from .throttles import Throttle

__all__ = ["Instalment", "OfficerProfile", "Pledge", "PledgeEvent", "Receipt", "ReceiptSequence", "Throttle"]
