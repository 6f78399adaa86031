"""The editors' desk: the queue, merged companies, the state before each decision."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

EVENTS = ("insert", "update", "delete")
LOG = "INSERT INTO archive_change (article, mark) VALUES (NULL, {})"


def watch_companies(apps, schema_editor):
    """SQLite makes a table anew to change it, and its triggers are gone by that."""
    if schema_editor.connection.vendor != "sqlite":
        return
    log = LOG.format("random() & 4611686018427387903")
    for event in EVENTS:
        schema_editor.execute(
            f"CREATE TRIGGER IF NOT EXISTS archive_company_{event} AFTER {event}"
            f" ON districts_company BEGIN {log}; END"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0010_changes"),
        ("districts", "0004_merged_companies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Contradiction",
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
                ("about", models.CharField(max_length=15)),
                ("key", models.PositiveBigIntegerField()),
                ("since", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lease",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("figure", "flagged figure"),
                            ("unplaced", "decision without a place"),
                            ("disagreement", "the machine now says otherwise"),
                            ("order", "doubt about a document"),
                            ("company", "new company name"),
                            ("date", "uncertain date"),
                            ("doubtful", "low confidence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(max_length=15)),
                ("key", models.PositiveBigIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="PutOff",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("figure", "flagged figure"),
                            ("unplaced", "decision without a place"),
                            ("disagreement", "the machine now says otherwise"),
                            ("order", "doubt about a document"),
                            ("company", "new company name"),
                            ("date", "uncertain date"),
                            ("doubtful", "low confidence"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(max_length=15)),
                ("key", models.PositiveBigIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={
                "verbose_name_plural": "put off",
            },
        ),
        migrations.AddField(
            model_name="companymention",
            name="merged_from",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The slug of the company that was merged into this one.",
                max_length=100,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="state",
            field=models.JSONField(
                default=dict, help_text="How all that is decided on stood before it."
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="target_slug",
            field=models.CharField(
                blank=True, help_text="Of a known thing.", max_length=100
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="answered",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Remarks that an editor has answered.",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="merged_from",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The slug of the company that was merged into the subject.",
                max_length=100,
            ),
        ),
        migrations.AddField(
            model_name="piecemove",
            name="is_new",
            field=models.BooleanField(
                default=False,
                help_text="The piece is a story of its own: it begins one.",
            ),
        ),
        migrations.AddField(
            model_name="piecemove",
            name="to_part",
            field=models.CharField(
                choices=[
                    ("body", "text"),
                    ("headline", "headline"),
                    ("standfirst", "standfirst"),
                    ("captions", "captions"),
                    ("notes", "editor's notes"),
                ],
                default="body",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
                choices=[
                    ("confirm", "confirmed"),
                    ("correct", "corrected"),
                    ("reject", "rejected"),
                    ("restore", "restored"),
                    ("add", "added"),
                    ("move", "moved a piece"),
                    ("repair", "repaired the body"),
                    ("dismiss", "dismissed a check"),
                    ("purge", "purged"),
                    ("allow", "allowed again"),
                    ("vouch", "vouched for a part"),
                    ("revert", "set back"),
                    ("answer", "answered a remark"),
                    ("merge", "merged"),
                    ("unmerge", "taken apart again"),
                    ("delete", "deleted"),
                ],
                max_length=7,
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="archive.document",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="made_at",
            field=models.DateTimeField(
                db_index=True, default=django.utils.timezone.now, editable=False
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="raw_ranges",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="decision",
            name="raw_start",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="decision",
            name="target",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("districtmention", "district mention"),
                    ("companymention", "company mention"),
                    ("industrymention", "industry mention"),
                    ("figure", "figure"),
                    ("document", "document"),
                    ("region", "region"),
                    ("district", "district"),
                    ("company", "company"),
                    ("industry", "industry"),
                    ("indicator", "indicator"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("person_fields", []),
                    ("placed", True),
                    ("published_on", None),
                    ("status", "extracted"),
                ),
                fields=["date_basis", "id"],
                name="article_date_unsure",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("placed", False)),
                fields=["placed", "id"],
                name="article_unplaced",
            ),
        ),
        migrations.AddIndex(
            model_name="companymention",
            index=models.Index(
                condition=models.Q(
                    ("confidence__lt", 0.65), ("placed", True), ("status", "extracted")
                ),
                fields=["confidence", "id"],
                name="company_mention_doubtful",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("target_slug", ""), _negated=True),
                fields=["target", "target_slug"],
                name="decision_on_a_thing",
            ),
        ),
        migrations.AddIndex(
            model_name="districtmention",
            index=models.Index(
                condition=models.Q(
                    ("confidence__lt", 0.65), ("placed", True), ("status", "extracted")
                ),
                fields=["confidence", "id"],
                name="district_mention_doubtful",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(
                    models.Q(("remarks", []), _negated=True),
                    models.Q(("remarks", models.F("answered")), _negated=True),
                ),
                fields=["id"],
                name="document_in_doubt",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(
                    ("confidence__lt", 0.65), ("placed", True), ("status", "extracted")
                ),
                fields=["confidence", "id"],
                name="figure_doubtful",
            ),
        ),
        migrations.AddIndex(
            model_name="industrymention",
            index=models.Index(
                condition=models.Q(
                    ("confidence__lt", 0.65), ("placed", True), ("status", "extracted")
                ),
                fields=["confidence", "id"],
                name="industry_mention_doubtful",
            ),
        ),
        migrations.AddConstraint(
            model_name="contradiction",
            constraint=models.UniqueConstraint(
                fields=("about", "key"), name="contradicted_once"
            ),
        ),
        migrations.AddField(
            model_name="lease",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="putoff",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.UniqueConstraint(
                fields=("about", "key"), name="leased_to_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="putoff",
            constraint=models.UniqueConstraint(
                fields=("reviewer", "about", "key", "kind"), name="put_off_once"
            ),
        ),
        migrations.RunPython(watch_companies, migrations.RunPython.noop),
    ]
