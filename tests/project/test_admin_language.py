"""An editor meets the everyday admin in Vietnamese: no word of Wagtail's English is left on the screens they use."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils import timezone

from home.models import HomePage
from home.safety.rights import EDITORIAL_BOARD, EDITORS
from tests.home.people import draft, member, picture

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]

ENGLISH = re.compile(
    r"\b(Dashboard|Search|Save draft|Save|Publish|Unpublish|Submit|Edit|Delete|Move|Copy|Images|Documents|Status"
    r"|Actions|Add|Cancel|Filters?|History|Reports|Help|Settings|Title|Comments?|Choose|Upload|Preview|Lock|Unlock"
    r"|Privacy"
    r"|Workflow|Draft|Live|Updated|Type|Pages?|Snippets|Account|Password|Log ?in|Log ?out|Sign in|Forgotten|Close|Show"
    r"|Hide|Toggle|Sort|Collection|Tags|Name|Date|User|Address|Subject|Body|Link|Required|Back|More|Yes|No|None|Select"
    r"|Locale|Schedule"
    r"|the|this|your|and|with|days?|hours?|minutes?|weeks?|months?|years?|ago)\b"
)
# Written into Wagtail's templates without gettext, and shown to nobody: the label of a landmark, an invisible button, a
# counter that is hidden while it has nothing to count. Anything new here is a fault.
KNOWN = {"Actions", "Search", "None"}
UNSEEN = ("script", "style", "svg")
SPOKEN = ("aria-label", "placeholder", "title", "alt", "aria-description")
# Names that stay as they are in any language.
NAMES = re.compile(r"[\w.+-]+@[\w.-]+|https?://\S+|/[\w/-]+|\.\w{2,5}\b")


class Seen(HTMLParser):
    """What a person sees or is read: text outside scripts, and the attributes that speak."""

    def __init__(self):
        super().__init__()
        self.texts, self.hidden = [], []

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN:
            self.hidden.append(tag)
        values = dict(attrs)
        self.texts += [values[name] for name in SPOKEN if values.get(name)]
        if tag == "input" and values.get("type") in ("submit", "button") and values.get("value"):
            self.texts.append(values["value"])

    def handle_endtag(self, tag):
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data):
        if not self.hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def texts_of(response):
    html = response.content.decode()
    parser = Seen()
    parser.feed(html)
    # The side bar is drawn by a script from this.
    props = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.S)
    menu = re.findall(r'"label": ("(?:[^"\\]|\\.)*")', props.group(1)) if props else []
    return parser.texts + [json.loads(label) for label in menu]


def english_in(response):
    assert response.status_code == 200
    return sorted({text for text in texts_of(response) if text not in KNOWN and ENGLISH.search(NAMES.sub("", text))})


@pytest.fixture
def editor(client):
    user = member(EDITORS)
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", ["wagtailadmin_login", "wagtailadmin_password_reset"])
def test_the_door_is_in_vietnamese(client, db, name):
    assert english_in(client.get(reverse(name))) == []


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_home",
        "wagtailadmin_explore_root",
        "wagtailadmin_account",
        "wagtailadmin_reports:workflow",
        "wagtailimages:index",
        "wagtailimages:add",
        "wagtailimages:add_multiple",
        "wagtailimages_chooser:choose",
        "wagtaildocs:index",
        "wagtaildocs:add",
        "wagtaildocs:add_multiple",
        "wagtaildocs_chooser:choose",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
    ],
)
def test_the_rooms_of_an_editor_are_in_vietnamese(client, editor, name):
    picture()
    page = draft(author=editor)
    page.save_revision(user=editor)
    assert english_in(client.get(reverse(name), follow=True)) == []


@pytest.mark.parametrize("name", ["edit", "history", "copy", "delete", "usage", "move"])
def test_the_screens_of_a_page_are_in_vietnamese(client, editor, name):
    page = draft(author=editor, body=[("paragraph", "<p>Cháo nóng.</p>")] if name == "edit" else [])
    assert english_in(client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))) == []


def test_the_explorer_and_the_choice_of_a_page_type_are_in_vietnamese(client, editor):
    front = HomePage.objects.get()
    draft(author=editor)
    with time_machine.travel(timezone.now() + timedelta(hours=3), tick=False):
        client.force_login(editor)
        response = client.get(reverse("wagtailadmin_explore", args=[front.pk]))
        assert "3 giờ trước" in response.content.decode().replace("\xa0", " ")
    assert english_in(response) == []
    assert english_in(client.get(reverse("wagtailadmin_pages:add_subpage", args=[front.pk]))) == []


def test_what_the_board_sees_of_a_page_that_waits_is_in_vietnamese(client, editor):
    page = draft(author=editor, listing_image=picture())
    page.get_workflow().start(page, editor)
    client.force_login(member(EDITORIAL_BOARD))
    for address in (
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_reports:workflow_tasks"),
    ):
        response = client.get(address, follow=True)
        assert english_in(response) == []


def test_pictures_are_edited_in_vietnamese(client, editor):
    image = picture(uploaded_by_user=editor)
    assert english_in(client.get(reverse("wagtailimages:edit", args=[image.pk]))) == []


def test_the_scripts_of_the_admin_speak_vietnamese(client, editor):
    found = re.search(
        r"newcatalog = ({.*?});", client.get(reverse("wagtailadmin_javascript_catalog")).content.decode(), re.S
    )
    catalogue = json.loads(found.group(1))
    assert catalogue["Insert a block"] == "Chèn một khối"
    assert catalogue["Page explorer"] == "Cây trang"
    script = (ROOT / "home/static/home/admin/table.js").read_text()
    words = re.findall(r'gettext\("(.+?)"\)', script)
    assert words
    assert not [word for word in words if word not in catalogue], "the menu of a table"


def strings(path):
    with path.open("rb") as file:
        found = ((entry.id, entry.context, entry.string) for entry in read_po(file, locale="vi") if entry.id)
        first = [[part if isinstance(part, str) or part is None else part[0] for part in entry] for entry in found]
    return {(source, context): string for source, context, string in first}


def test_no_room_says_of_the_same_words_what_another_does_not():
    """Catalogues become one: where two differ, one screen says what was meant for another. It wants a context."""
    said: dict = {}
    for room in ("locale/site", "home/locale", "stories/locale", "campaigns/locale", "donate/locale"):
        for words, meaning in strings(ROOT / room / "vi/LC_MESSAGES/django.po").items():
            said.setdefault(words, {})[room] = meaning
    assert {words: rooms for words, rooms in said.items() if len(set(rooms.values())) > 1} == {}


def test_the_overlay_says_nothing_else_than_our_own_catalogues():
    """It stands before them: a source string that both know would be read from it."""
    overlay = strings(ROOT / "locale/wagtail/vi/LC_MESSAGES/django.po")
    assert len(overlay) > 1500
    for room in ("home", "stories", "campaigns", "donate"):
        ours = strings(ROOT / room / "locale/vi/LC_MESSAGES/django.po")
        assert {key: overlay[key] for key in ours.keys() & overlay.keys() if overlay[key] != ours[key]} == {}
