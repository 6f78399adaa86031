"""What extractors besides our own rules said of stories."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0006_purges"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
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
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="archive.document",
                    ),
                ),
                (
                    "texts",
                    models.CharField(
                        help_text="SHA-256 of the story's texts.", max_length=64
                    ),
                ),
                ("extractor", models.CharField(max_length=40)),
                ("version", models.CharField(max_length=80)),
                (
                    "annotations",
                    models.JSONField(
                        help_text="Rows of label, part, start, end, attributes, confidence."
                    ),
                ),
                (
                    "dropped",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="What was not taken when it came, counted.",
                    ),
                ),
                (
                    "replaces",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Labels for which it speaks alone.",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["rank", "extractor"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "extractor", "texts"), name="reading_once"
                    )
                ],
            },
        ),
    ]
