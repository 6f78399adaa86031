"""Purges in the book of decisions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_leaner_indexes"),
    ]

    operations = [
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
                ],
                max_length=7,
            ),
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
                ],
                max_length=15,
            ),
        ),
    ]
