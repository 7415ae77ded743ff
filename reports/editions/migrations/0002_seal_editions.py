"""What was issued stays: the databases refuse change and deletion of editions and their files."""

from django.db import migrations

from audit.triggers import seal_table
from reports.editions.seals import seal_editions


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [seal_table("editions_sealedfile"), seal_editions()]
