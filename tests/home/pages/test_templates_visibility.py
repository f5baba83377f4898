"""What everybody may read, asked in the same query."""

import pytest
from wagtail.models import PageViewRestriction

from home.models import StandardPage
from home.pages.visibility import public

pytestmark = pytest.mark.django_db


def test_private_pages_those_beneath_and_drafts_are_left_out(front_page, django_assert_num_queries):
    open_page, closed, draft = (
        front_page.add_child(instance=StandardPage(title=title, slug=title, live=title != "nhap"))
        for title in ("mo", "dong", "nhap")
    )
    below = closed.add_child(instance=StandardPage(title="duoi", slug="duoi"))
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(1):
        shown = set(public(StandardPage.objects.all()).values_list("pk", flat=True))
    assert open_page.pk in shown
    assert not shown & {closed.pk, below.pk, draft.pk}
