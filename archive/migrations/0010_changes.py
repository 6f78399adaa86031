"""The log of changes, and the chunks of bitmaps that are derived from the articles.

Names of the world are changed by the admin, by the seeds and by ingest; triggers log
that one was, whoever did it.
"""

from django.db import migrations, models

NAMED = (
    "region",
    "district",
    "districtalias",
    "industry",
    "industrykeyword",
    "company",
    "companyalias",
    "indicator",
    "indicatoralias",
)
EVENTS = ("insert", "update", "delete")
LOG = "INSERT INTO archive_change (article, mark) VALUES (NULL, {})"
FUNCTION = """
CREATE FUNCTION archive_name_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {log};
    RETURN NULL;
END
$$
"""


def watch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        mark = "floor(random() * 4611686018427387904)::bigint"
        schema_editor.execute(FUNCTION.format(log=LOG.format(mark)))
        for name in NAMED:
            schema_editor.execute(
                f"CREATE TRIGGER archive_name_changed"
                f" AFTER INSERT OR UPDATE OR DELETE ON districts_{name}"
                " FOR EACH STATEMENT EXECUTE FUNCTION archive_name_changed()"
            )
        return
    log = LOG.format("random() & 4611686018427387903")
    for name in NAMED:
        for event in EVENTS:
            schema_editor.execute(
                f"CREATE TRIGGER archive_{name}_{event} AFTER {event}"
                f" ON districts_{name} BEGIN {log}; END"
            )


def unwatch(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION archive_name_changed() CASCADE")
        return
    for name in NAMED:
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS archive_{name}_{event}")


def log_all(apps, schema_editor):
    """What the archive held before: every article is new to the log."""
    articles = apps.get_model("archive", "Article").objects.values_list("pk", flat=True)
    change = apps.get_model("archive", "Change")
    change.objects.bulk_create(
        (change(article=key, mark=key) for key in articles.iterator()), batch_size=5_000
    )


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_vocabulary"),
        ("districts", "0003_regions_countries"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("article", models.BigIntegerField(null=True)),
                ("mark", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Chunk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "universe",
                    models.CharField(
                        choices=[("articles", "articles"), ("figures", "figures")],
                        max_length=8,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Keys divided by the chunk's size."
                    ),
                ),
                ("version", models.BigIntegerField(db_index=True)),
                ("low", models.BigIntegerField()),
                ("high", models.BigIntegerField()),
                ("packed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("universe", "number"), name="chunk_once_in_its_universe"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TermChunk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("term", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("anywhere", models.BinaryField()),
                ("headline", models.BinaryField()),
                ("standfirst", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("term", "number"), name="term_once_in_its_chunk"
                    )
                ],
            },
        ),
        migrations.RunPython(log_all, migrations.RunPython.noop),
        migrations.RunPython(watch, unwatch),
    ]
