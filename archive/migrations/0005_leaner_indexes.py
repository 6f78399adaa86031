"""Indexes for the few rows that are looked for, not for all that are alike."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0004_near_duplicates"),
        ("districts", "0001_the_world"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="status",
            field=models.CharField(
                choices=[
                    ("extracted", "extracted"),
                    ("confirmed", "confirmed"),
                    ("corrected", "corrected"),
                    ("rejected", "rejected"),
                    ("added", "added"),
                ],
                default="extracted",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="companymention",
            name="company",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="districts.company",
            ),
        ),
        migrations.AlterField(
            model_name="companymention",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="archive.document",
            ),
        ),
        migrations.AlterField(
            model_name="companymention",
            name="placed",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="companymention",
            name="status",
            field=models.CharField(
                choices=[
                    ("extracted", "extracted"),
                    ("confirmed", "confirmed"),
                    ("corrected", "corrected"),
                    ("rejected", "rejected"),
                    ("added", "added"),
                ],
                default="extracted",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="districtmention",
            name="district",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="districts.district",
            ),
        ),
        migrations.AlterField(
            model_name="districtmention",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="archive.document",
            ),
        ),
        migrations.AlterField(
            model_name="districtmention",
            name="placed",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="districtmention",
            name="status",
            field=models.CharField(
                choices=[
                    ("extracted", "extracted"),
                    ("confirmed", "confirmed"),
                    ("corrected", "corrected"),
                    ("rejected", "rejected"),
                    ("added", "added"),
                ],
                default="extracted",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="archive.document",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="flagged",
            field=models.BooleanField(
                default=False, editable=False, help_text="A check stands."
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="placed",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="figure",
            name="status",
            field=models.CharField(
                choices=[
                    ("extracted", "extracted"),
                    ("confirmed", "confirmed"),
                    ("corrected", "corrected"),
                    ("rejected", "rejected"),
                    ("added", "added"),
                ],
                default="extracted",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="subject_district",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="districts.district",
            ),
        ),
        migrations.AlterField(
            model_name="industrymention",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="archive.document",
            ),
        ),
        migrations.AlterField(
            model_name="industrymention",
            name="industry",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="districts.industry",
            ),
        ),
        migrations.AlterField(
            model_name="industrymention",
            name="placed",
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="industrymention",
            name="status",
            field=models.CharField(
                choices=[
                    ("extracted", "extracted"),
                    ("confirmed", "confirmed"),
                    ("corrected", "corrected"),
                    ("rejected", "rejected"),
                    ("added", "added"),
                ],
                default="extracted",
                max_length=9,
            ),
        ),
        migrations.AddIndex(
            model_name="companymention",
            index=models.Index(
                condition=models.Q(("status", "extracted"), _negated=True),
                fields=["status"],
                name="company_mention_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="companymention",
            index=models.Index(
                condition=models.Q(("placed", False)),
                fields=["placed"],
                name="company_mention_unplaced",
            ),
        ),
        migrations.AddIndex(
            model_name="districtmention",
            index=models.Index(
                condition=models.Q(("status", "extracted"), _negated=True),
                fields=["status"],
                name="district_mention_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="districtmention",
            index=models.Index(
                condition=models.Q(("placed", False)),
                fields=["placed"],
                name="district_mention_unplaced",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("flagged", True)),
                fields=["article"],
                name="figure_flagged",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("status", "extracted"), _negated=True),
                fields=["status"],
                name="figure_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("placed", False)),
                fields=["placed"],
                name="figure_unplaced",
            ),
        ),
        migrations.AddIndex(
            model_name="industrymention",
            index=models.Index(
                condition=models.Q(("status", "extracted"), _negated=True),
                fields=["status"],
                name="industry_mention_decided",
            ),
        ),
        migrations.AddIndex(
            model_name="industrymention",
            index=models.Index(
                condition=models.Q(("placed", False)),
                fields=["placed"],
                name="industry_mention_unplaced",
            ),
        ),
    ]
