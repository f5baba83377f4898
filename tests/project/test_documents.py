"""What is written for people leads somewhere: links, pictures, and the list of decisions."""

import re
import subprocess

import pytest

from .places import ROOT


def kept(pattern):
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


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
