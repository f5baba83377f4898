"""The full-text index of the search entries, as each database makes it. The words come folded and parted by spaces
(home/text/search_words.py), so neither database's own idea of words, marks or languages has a say.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE home_search_words USING fts5(
        folded_title, folded_text, content='home_searchentry', content_rowid='page_id', tokenize='ascii', prefix='1 2 3'
    )
    """,
    """
    CREATE TRIGGER home_search_words_insert AFTER INSERT ON home_searchentry BEGIN
        INSERT INTO home_search_words(rowid, folded_title, folded_text)
        VALUES (new.page_id, new.folded_title, new.folded_text);
    END
    """,
    """
    CREATE TRIGGER home_search_words_delete AFTER DELETE ON home_searchentry BEGIN
        INSERT INTO home_search_words(home_search_words, rowid, folded_title, folded_text)
        VALUES ('delete', old.page_id, old.folded_title, old.folded_text);
    END
    """,
    """
    CREATE TRIGGER home_search_words_update AFTER UPDATE ON home_searchentry BEGIN
        INSERT INTO home_search_words(home_search_words, rowid, folded_title, folded_text)
        VALUES ('delete', old.page_id, old.folded_title, old.folded_text);
        INSERT INTO home_search_words(rowid, folded_title, folded_text)
        VALUES (new.page_id, new.folded_title, new.folded_text);
    END
    """,
    # What may stand in the table already.
    "INSERT INTO home_search_words(home_search_words) VALUES ('rebuild')",
    # Counting by kind and sorting by day read this instead of rows that carry whole articles.
    "CREATE INDEX home_search_narrow ON home_searchentry (page_id, kind, kind_label, date)",
]
POSTGRESQL = [
    """
    ALTER TABLE home_searchentry
        ADD COLUMN title_words tsvector GENERATED ALWAYS AS (to_tsvector('simple', folded_title)) STORED,
        ADD COLUMN all_words tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple', folded_title), 'A') || setweight(to_tsvector('simple', folded_text), 'D')
        ) STORED
    """,
    "CREATE INDEX home_search_all_words ON home_searchentry USING gin (all_words) WITH (fastupdate = off)",
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER home_search_words_{name}")
        schema_editor.execute("DROP INDEX home_search_narrow")
        schema_editor.execute("DROP TABLE home_search_words")
    else:
        schema_editor.execute("ALTER TABLE home_searchentry DROP COLUMN all_words, DROP COLUMN title_words")


class Migration(migrations.Migration):
    dependencies = [("home", "0007_search_entries")]
    operations = [migrations.RunPython(make, drop, elidable=False)]
