"""Four eyes, once: one person asks, another decides, and then it is carried out. All of it or nothing.

What differs between a reversal, a bank account and a write-off stands in a `Matter`; how two people come to agree
stands here: whose right it is, that nobody decides on their own request, which rows are held, who is told by mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models.second_person import SecondPersonRequest
from home import outbox
from home.safety.actors import Actor, NotAllowed, may, person, require
from home.safety.locks import Held, Row, holding_found, tried_twice

R = TypeVar("R", bound=SecondPersonRequest)
REASON_LENGTH = 300
BACKEND = "django.contrib.auth.backends.ModelBackend"


class Letter(NamedTuple):
    """Says that something waits or has been decided: never sums, numbers of accounts, or names of donors."""

    subject: str
    message: str


class Matter(Generic[R]):
    """One kind of request. Everything but `told` is called with the rows held, and may raise NotAllowed."""

    def right_to_ask(self, request: R) -> str:
        raise NotImplementedError

    def right_to_decide(self, request: R) -> str:
        raise NotImplementedError

    def say_why(self, request: R) -> str:
        """The sentence for who gives no reason."""
        return _("Please say why.")

    def rows(self, request: R) -> Iterable[Row | None]:
        """What is looked at and changed beside the request: found by a query, held from the first word to the last."""
        return ()

    def check(self, request: R, held: Held) -> None:
        """Before it is asked: whether it can be."""

    def carry_out(self, request: R, held: Held, by: User) -> None:
        """Approved by `by`."""
        raise NotImplementedError

    def refused(self, request: R, by: User) -> None:
        """Refused by `by`: for what keeps a record of it."""

    def letter(self, request: R) -> Letter:
        raise NotImplementedError

    def recipients(self, request: R) -> Iterable[User | None]:
        """Who gets the letter: whoever may decide as long as it waits; who asked and who decided always."""
        return [*(deciders(request) if request.is_waiting else ()), request.decided_by, request.proposed_by]


_matters: dict[type[SecondPersonRequest], Matter[Any]] = {}
M = TypeVar("M", bound=type[Matter[Any]])


def decided_here(model: type[SecondPersonRequest]) -> Callable[[M], M]:
    """Class decorator: this is the Matter of requests of `model`."""

    def register(matter: M) -> M:
        _matters[model] = matter()
        return matter

    return register


def may_decide(by: Actor, request: SecondPersonRequest) -> bool:
    """Whether this person may say yes or no now."""
    who = person(by)
    return (
        who is not None
        and request.is_waiting
        and request.proposed_by_id != who.pk
        and may(who, _matters[type(request)].right_to_decide(request))
    )


def deciders(request: SecondPersonRequest) -> list[User]:
    """Whose work it is to decide, without who asked; an administrator only where it is their work too."""
    right = _matters[type(request)].right_to_decide(request)
    users: Any = get_user_model().objects
    people = users.with_perm(right, include_superusers=False, backend=BACKEND)
    return list(people.exclude(pk=request.proposed_by_id).order_by("pk"))


@tried_twice
def propose(request: R, by: Actor) -> R:
    """Ask: `request` is not saved yet, and bears its reason. Raises NotAllowed; then nothing has been asked."""
    matter: Matter[R] = _matters[type(request)]
    request.proposed_by = _somebody(by, matter.right_to_ask(request))
    request.reason = request.reason.strip()[:REASON_LENGTH]
    if not request.reason:
        raise NotAllowed(matter.say_why(request))
    request.pk = None
    try:
        with holding_found(lambda: matter.rows(request)) as held:
            matter.check(request, held)
            request.save(force_insert=True)
            _tell(matter, request)
    except IntegrityError:
        raise NotAllowed(_("Somebody has asked for this already.")) from None
    return request


@tried_twice
def decide(request: R, by: Actor, approve: bool) -> R:
    """The second person's word; approving carries it out. Raises NotAllowed, and then nothing has changed."""
    matter: Matter[R] = _matters[type(request)]
    decider = _somebody(by, matter.right_to_decide(request))
    with holding_found(lambda: [request, *matter.rows(request)]) as held:
        asked = held(request)
        if not asked.is_waiting:
            raise NotAllowed(_("This has been decided already."))
        if asked.proposed_by_id == decider.pk:
            raise NotAllowed(_("Somebody else has to approve what you proposed."))
        if approve:
            matter.carry_out(asked, held, decider)
        else:
            matter.refused(asked, decider)
        asked.state = asked.State.APPROVED if approve else asked.State.REFUSED
        asked.decided_by, asked.decided_at = decider, timezone.now()
        asked.save()
        _tell(matter, asked)
    return asked


def _somebody(by: Actor, right: str) -> User:
    """Neither the site itself nor a donor: two people agree, each by name."""
    require(by, right)
    who = person(by)
    if who is None:
        raise NotAllowed(_("You do not have the right to do this."))
    return who


def _tell(matter: Matter[R], request: R) -> None:
    """Into the outbox, in the same transaction. Who has left is not told."""
    letter = matter.letter(request)
    people = [who for who in matter.recipients(request) if who is not None and who.is_active and who.email]
    addresses = dict.fromkeys(who.email for who in people)
    outbox.send_many([{"recipients": [address], **letter._asdict()} for address in addresses])
