"""What is written for people leads somewhere: links, pictures, and the list of decisions."""

import re
import subprocess

import pytest
from babel.messages.pofile import read_po
from django.apps import apps

from home.safety import rights

from .places import ROOT


def kept(pattern):
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def words_on_the_screens():
    """Every Vietnamese string of the catalogues, and the groups' names, in small letters."""
    spoken = [group.lower() for group in rights.GROUPS]
    for catalogue in kept("*/locale/vi/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file, locale="vi"):
                strings = message.string if isinstance(message.string, tuple) else [message.string]
                spoken += [string.lower() for string in strings if message.id]
    return "\n".join(spoken)


def links_of(document):
    """Where its links and pictures lead, as paths; what lies on the web is left out."""
    found = re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8"))
    return [(document.parent / link.partition("#")[0]).resolve() for link in found if not re.match(r"[a-z]+:|#", link)]


@pytest.mark.parametrize("document", kept("*.md"), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_of_a_document_is_broken(document):
    assert [str(target) for target in links_of(document) if not target.exists()] == []


def test_every_picture_of_the_handbook_is_shown_in_the_page_that_it_lies_with():
    shown = {target: page.stem for page in (ROOT / "docs" / "huong-dan").glob("*.md") for target in links_of(page)}
    pictures = kept("docs/huong-dan/img/*")
    assert len(pictures) > 30
    assert {picture: shown.get(picture) for picture in pictures} == {
        picture: picture.parent.name for picture in pictures
    }


def test_the_glossary_says_what_the_screens_say_and_names_models_that_there_are():
    text = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!English|---)[^|]+ \| ([^|]+) \| ", text, re.M)
    assert len(rows) > 50
    spoken = words_on_the_screens()
    words = {word.lower() for word in [*rows, *re.findall(r"«([^»]+)»", text)]}
    assert [word for word in sorted(words) if not re.search(rf"\b{re.escape(word)}\b", spoken)] == []
    labels = {model._meta.label for model in apps.get_models()}
    named = re.findall(r"`((?:home|stories|campaigns|donate)\.[A-Z]\w+)`", text)
    assert [name for name in named if name not in labels] == []


def test_the_index_of_decisions_lists_each_of_them_under_its_own_title():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    decisions = [path for path in kept("docs/decisions/*.md") if path.name != "README.md"]
    assert sorted(re.findall(r"\]\((\d{3}-[^)]+)\)", index)) == sorted(path.name for path in decisions)
    for path in decisions:
        title = re.sub(r"^# (\d{3} )?", "", path.read_text("utf-8").splitlines()[0])
        row = next(line for line in index.splitlines() if path.name in line)
        assert row.split(" | ")[1] in title, path.name
