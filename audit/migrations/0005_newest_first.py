"""The newest entry about one kind of rows from an index that serves nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_newest_of_type")]

    operations = [
        migrations.RemoveIndex(model_name="auditentry", name="audit_newest_of_type"),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index("target_type", -models.F("number"), name="audit_newest_first"),
        ),
    ]
