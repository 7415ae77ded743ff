"""A number once given stays: the databases refuse change and deletion of entries."""

from django.db import migrations

from audit.triggers import seal_table


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [seal_table("documents_bookentry")]
