"""Near-identical stories: what they are found by, which are alike, who leads."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0003_whatever_comes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Duplicate",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="duplicate",
                        serialize=False,
                        to="archive.article",
                    ),
                ),
                (
                    "leading",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duplicates",
                        to="archive.article",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("article", models.F("leading")), _negated=True
                        ),
                        name="duplicate_of_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
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
                    "high",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likenesses_below",
                        to="archive.article",
                    ),
                ),
                (
                    "low",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likenesses_above",
                        to="archive.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "likenesses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("low", "high"), name="likeness_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("low__lt", models.F("high"))),
                        name="likeness_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="archive.article",
                    ),
                ),
                ("place", models.BigIntegerField()),
                (
                    "keys",
                    models.BinaryField(help_text="Whole numbers of eight bytes each."),
                ),
            ],
            options={"verbose_name_plural": "sketches"},
        ),
        migrations.CreateModel(
            name="SketchKey",
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
                ("key", models.BigIntegerField()),
                ("place", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sketch_keys",
                        to="archive.article",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["key", "place", "article"],
                        name="archive_ske_key_aae9b9_idx",
                    )
                ],
            },
        ),
    ]
