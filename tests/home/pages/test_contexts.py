"""What a page shows is registered by its app: the nearest kind wins, and what is missing is said."""

import pytest
from wagtail.models import get_page_models

from home.models import BasePage, StandardPage
from home.pages import contexts


class Above:
    pass


class Below(Above):
    pass


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    monkeypatch.setattr(contexts, "_builders", dict(contexts._builders))
    monkeypatch.setattr(contexts, "_answers", dict(contexts._answers))


def test_a_row_for_a_kind_counts_for_what_is_derived_from_it(rf):
    contexts.register(Above, lambda page, request: {"from": "above"})
    assert contexts.context_for(Below(), rf.get("/")) == {"from": "above"}
    contexts.register(Below, lambda page, request: {"from": "below"})
    assert contexts.context_for(Below(), rf.get("/")) == {"from": "below"}
    assert contexts.context_for(Above(), rf.get("/")) == {"from": "above"}


def test_an_answer_gets_what_the_route_holds_and_a_missing_one_is_named(rf):
    contexts.register(Above, file=lambda page, request, code: code)
    assert contexts.answer(Below(), "file", rf.get("/"), code="x") == "x"
    with pytest.raises(LookupError, match="Below has no answer named rss"):
        contexts.answer(Below(), "rss", rf.get("/"))


def test_what_is_registered_stands_in_the_context_of_the_page(rf, db):
    contexts.register(StandardPage, lambda page, request: {"beside": page.title})
    assert StandardPage(title="Giới thiệu").get_context(rf.get("/"))["beside"] == "Giới thiệu"


def test_every_kind_of_page_of_the_site_has_a_row():
    ours = [model for model in get_page_models() if issubclass(model, BasePage)]
    assert len(ours) > 15
    assert not [model for model in ours if not contexts.is_registered(model)]
