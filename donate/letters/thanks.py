"""The letter of thanks by mail: recorded and sent, both or neither."""

from __future__ import annotations

from donate.models import Pledge
from donate.promises import lifecycle
from home.safety.actors import Actor, require
from home.safety.locks import holding, tried_twice

from . import drafts

RIGHT = "donate.handle_pledge"


@tried_twice
def send(pledge: Pledge, by: Actor, text: str, version: int | None = None) -> None:
    """`text` as somebody looked at it. Raises NotAllowed, Stale."""
    require(by, RIGHT)
    with holding(pledge) as held:
        lifecycle.thanked(pledge, by, Pledge.Acknowledgement.MAIL, version)
        drafts.send(held(pledge), drafts.thanks_subject(pledge), text)
