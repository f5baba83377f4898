"""What readers can find: one row for each page that everybody may read.

home/search/indexing.py keeps the rows, home/search/public.py asks them.
"""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """The words of one public page.

    `title` and `text` are as readers see them; `folded_title` and `folded_text` are the same words by
    `home.text.search_words.tokens`, a space between each two. The full-text index of either database is made from them:
    an FTS5 table kept by triggers in SQLite, generated tsvector columns in PostgreSQL (migration 0008). A later
    migration that makes SQLite rebuild this table must make its triggers anew: tests/home/search/test_search.py looks
    for them.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    kind = models.SlugField(max_length=60)
    kind_label = models.CharField(max_length=60)
    date = models.DateField(null=True)
    unit = models.ForeignKey("home.Unit", null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=255)
    folded_title = models.CharField(max_length=600)
    text = models.TextField()
    folded_text = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.title
