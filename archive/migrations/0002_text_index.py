"""The table of the text index, which each database keeps in its own way.

`archive/search/` alone reads and writes it. It carries no foreign key: it is derived,
`verify` compares it with the articles, and it can be made anew at any time.
"""

from django.db import migrations

MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE archive_text_index USING fts5("
        "headline, standfirst, body, captions, forms,"
        " tokenize = \"ascii tokenchars '.='\")",
    ],
    "postgresql": [
        "CREATE TABLE archive_text_index"
        " (article_id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "ALTER TABLE archive_text_index ALTER COLUMN words SET STORAGE EXTERNAL",
        "CREATE INDEX archive_text_index_words ON archive_text_index USING gin (words)",
    ],
}


def make(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor not in MAKE:
        raise NotImplementedError(f"There is no text index for {vendor}.")
    for statement in MAKE[vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE archive_text_index")


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_the_record")]

    operations = [migrations.RunPython(make, drop)]
