from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('heritage', '0008_listings_from_heritage')]

    operations = [
        migrations.RemoveConstraint(
            model_name='intangibleheritage',
            name='intangible_listed_by_decision',
        ),
        migrations.RemoveField(
            model_name='intangibleheritage',
            name='decision_number',
        ),
        migrations.RemoveField(
            model_name='intangibleheritage',
            name='listed_on',
        ),
    ]
