"""Months and districts from file names, pages of PDFs, problems with a code."""

from django.db import migrations, models


def name_old_problems(apps, schema_editor):
    """Until now there was one kind of problem: no bytes could be read."""
    deliveries = apps.get_model("archive", "Delivery").objects
    deliveries.exclude(problem="").update(problem_code="unreadable")


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0002_text_index"),
        ("districts", "0001_the_world"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="delivery",
            name="delivery_has_document_or_problem",
        ),
        migrations.RemoveConstraint(
            model_name="districtmention",
            name="district_mention_place_is_whole",
        ),
        migrations.RemoveConstraint(
            model_name="districtmention",
            name="district_mention_once",
        ),
        migrations.AddField(
            model_name="article",
            name="date_precision",
            field=models.CharField(
                choices=[("day", "day"), ("month", "month")],
                default="day",
                max_length=5,
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="problem_code",
            field=models.CharField(blank=True, db_index=True, max_length=40),
        ),
        migrations.AddField(
            model_name="districtmention",
            name="basis",
            field=models.CharField(
                choices=[("text", "in the text"), ("address", "from the address")],
                default="text",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="pages",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="Of a PDF: each page's part of the text, size and boxes of words.",
            ),
        ),
        migrations.RunPython(name_old_problems, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_precision", "day"),
                    models.Q(
                        ("date_precision", "month"),
                        ("published_at__isnull", True),
                        ("published_on__day", 1),
                    ),
                    _connector="OR",
                ),
                name="article_month_is_its_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", False),
                        ("problem", ""),
                        ("problem_code", ""),
                    ),
                    models.Q(
                        ("document__isnull", True),
                        models.Q(("problem", ""), _negated=True),
                        models.Q(("problem_code", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="delivery_has_document_or_problem",
            ),
        ),
        migrations.AddConstraint(
            model_name="districtmention",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("placed", True), ("start__lt", models.F("end"))),
                    models.Q(
                        ("basis", "address"),
                        ("placed", True),
                        ("start", models.F("end")),
                        ("surface", ""),
                    ),
                    models.Q(
                        ("end__isnull", True),
                        ("placed", False),
                        ("start__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="district_mention_place_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="districtmention",
            constraint=models.UniqueConstraint(
                fields=("document", "district", "raw_start", "basis"),
                name="district_mention_once",
            ),
        ),
    ]
