"""Who does something, and whether they may. Every service that changes money, people or accounts asks here, itself.

A person of the staff is a `User`; the site itself (timers, imports, the demo) is SYSTEM; whoever holds the unguessable
address of a pledge is DONOR. Nothing else acts: None, a visitor and a bare object are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _


class NotAllowed(ValueError):
    """Refused: by a right, a state or a rule. A sentence for the screen."""


@dataclass(frozen=True)
class System:
    """The site itself. It may do what any person of the staff may; nobody is written down for it."""


@dataclass(frozen=True)
class Donor:
    """Whoever holds the address of their own pledge. May do only what a service opens to donors."""


SYSTEM = System()
DONOR = Donor()
Actor: TypeAlias = User | System | Donor


def may(actor: Actor | None, right: str, *, donor: bool = False) -> bool:
    """Whether `actor` has `right` ("app.codename"). `donor`: the service is open to donors too."""
    if isinstance(actor, System):
        return True
    if isinstance(actor, Donor):
        return donor
    return isinstance(actor, User) and actor.is_active and actor.has_perm(right)


def require(actor: Actor | None, right: str, *, donor: bool = False) -> None:
    """Raises NotAllowed unless `may`."""
    if not may(actor, right, donor=donor):
        raise NotAllowed(_("You do not have the right to do this."))


def person(actor: Actor) -> User | None:
    """Whom to write down beside what was done: nobody for the site itself and for donors."""
    return actor if isinstance(actor, User) else None


def signed_in(request: HttpRequest) -> User:
    """Who of the staff sends this. Raises PermissionDenied for a visitor."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
