"""Whom the machine contradicts, and indexes that hold what is open in its order."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0011_desk"),
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
        migrations.RemoveConstraint(
            model_name="lease",
            name="leased_to_one",
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_date_unsure",
        ),
        migrations.RemoveIndex(
            model_name="companymention",
            name="company_mention_doubtful",
        ),
        migrations.RemoveIndex(
            model_name="districtmention",
            name="district_mention_doubtful",
        ),
        migrations.RemoveIndex(
            model_name="figure",
            name="figure_doubtful",
        ),
        migrations.RemoveIndex(
            model_name="industrymention",
            name="industry_mention_doubtful",
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
            model_name="lease",
            constraint=models.UniqueConstraint(
                fields=("about", "key"), name="leased_to_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="contradiction",
            constraint=models.UniqueConstraint(
                fields=("about", "key"), name="contradicted_once"
            ),
        ),
    ]
