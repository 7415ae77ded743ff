"""The newest entry about one kind of rows, without walking over all others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_entry_room")]

    operations = [
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["target_type", "number"], name="audit_newest_of_type"),
        ),
    ]
