"""What was issued stays: the databases refuse change and deletion of papers and their files."""

from django.db import migrations

from audit.triggers import seal_table
from documents.outgoing.seals import seal_papers


class Migration(migrations.Migration):
    dependencies = [("outgoing", "0001_initial")]

    operations = [seal_table("outgoing_paperfile"), seal_papers()]
