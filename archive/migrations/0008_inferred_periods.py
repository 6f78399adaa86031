"""Periods that follow from an inferred date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0007_readings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="figure",
            name="period_basis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("stated", "stated"),
                    ("context", "from the context"),
                    ("publication", "from the date of publication"),
                    ("inferred", "from an inferred date"),
                    ("editor", "set by an editor"),
                    ("", "not stated"),
                ],
                default="",
                max_length=11,
            ),
        ),
    ]
