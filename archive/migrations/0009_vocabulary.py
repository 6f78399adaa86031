"""The archive's own vocabulary, for "did you mean" and for suggestions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0008_inferred_periods"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordCounts",
            fields=[
                (
                    "chunk",
                    models.PositiveIntegerField(
                        help_text="Number of the range of articles.",
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "stamp",
                    models.BigIntegerField(help_text="Another one with every writing."),
                ),
                (
                    "forms",
                    models.TextField(
                        help_text="Words, unstemmed, in order, one on a line."
                    ),
                ),
                (
                    "counts",
                    models.BinaryField(
                        help_text="How many articles have each: whole numbers of four bytes."
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "word counts",
            },
        ),
    ]
