"""History cannot be rewritten: the databases refuse change and deletion of audit entries."""

from django.db import migrations

from audit.triggers import seal_table


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [seal_table("audit_auditentry")]
