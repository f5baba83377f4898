"""The register: what applies, what replaced what, no number twice."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from stories.models import LegalDocumentPage

from . import factories as make

State = LegalDocumentPage.State


def test_a_document_is_in_force_until_it_ends_or_is_replaced(db):
    new = make.document()
    assert new.state == State.IN_FORCE
    assert make.document(ended_on=datetime.date(2024, 1, 1)).state == State.ENDED
    assert make.document(ended_on=make.in_days(0)).state == State.IN_FORCE, "on its last day it still applies"
    assert make.document(replaced_by=new).state == State.REPLACED


def test_a_replaced_document_leads_to_its_successor_and_back(get):
    new = make.document("44-KL/TW", title="Kết luận mới")
    old = make.document("43-CT/TW", title="Chỉ thị cũ", replaced_by=new)
    assert f'href="{new.url}"' in get(old.url)
    assert f'href="{old.url}"' in get(new.url)


def test_no_circle_of_replacements(db):
    first = make.document()
    second = make.document(replaced_by=first)
    first.replaced_by = second
    with pytest.raises(ValidationError) as error:
        first.full_clean()
    assert "replaced_by" in error.value.message_dict
    second.replaced_by = second
    with pytest.raises(ValidationError):
        second.full_clean()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issued_on", make.in_days(5)),
        ("effective_from", datetime.date(2020, 1, 1)),
        ("ended_on", datetime.date(2020, 1, 1)),
    ],
)
def test_days_must_be_sane(field, value, db):
    page = make.document()
    setattr(page, field, value)
    with pytest.raises(ValidationError) as error:
        page.full_clean()
    assert field in error.value.message_dict


def test_the_same_number_of_the_same_body_is_entered_once(db):
    page = make.document("1027-CV/TU")
    twin = LegalDocumentPage(
        title="Nhập lại",
        slug="nhap-lai",
        number="1027-cv/tu",
        issuer=page.issuer,
        type=page.type,
        issued_on=page.issued_on,
    )
    twin.path, twin.depth = page.path[:-1] + "Z", page.depth
    with pytest.raises(ValidationError) as error:
        twin.full_clean()
    assert "number" in error.value.message_dict
    page.full_clean()


def test_a_document_is_found_by_its_number(db):
    assert "1027-cv/tu" in make.document("1027-CV/TU").folded_text()
