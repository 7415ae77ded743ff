from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("heritage", "0004_status_as_checks")]

    operations = [migrations.RemoveField(model_name="site", name="status")]
