"""The whole demo in one transaction: all of it, or nothing."""

from __future__ import annotations

import io
from typing import Any

from django.core.management import call_command

from home.models import HomePage
from home.safety.locks import alone

from . import frame, people
from .editing import EditingMaker
from .money import MoneyMaker
from .stories import StoryMaker


@alone()
def build() -> None:
    users = people.make()
    front = HomePage.objects.get()
    material: dict[str, dict[str, Any]] = {
        "pictures": frame.make_pictures(),
        "documents": frame.make_documents(),
        "units": frame.make_units(),
        "topics": frame.make_topics(),
        "issuers": frame.make_issuers(),
    }
    site = frame.settle_site(front)
    sections = frame.make_sections(front, material["pictures"], users["bientap"], users["banbientap"])
    frame.make_settings(site, sections)
    StoryMaker(sections, material, users["bientap"], users["banbientap"]).everything()
    MoneyMaker(sections, material, users).everything()
    EditingMaker(sections, material, users).everything()
    try:
        from donate.demo import pledges
    except ImportError:
        return
    pledges.fill()
    call_command("check_ledger", stdout=io.StringIO())  # as the timer does each night
