"""A date and a number on the heritage become a decision that put it on the national list."""

from django.db import migrations

NATIONAL = 2


def to_listings(apps, schema_editor):
    heritage, listing = (apps.get_model("heritage", name) for name in ("IntangibleHeritage", "Listing"))
    listing.objects.bulk_create(
        listing(
            heritage=row, rank=NATIONAL, decision_number=row.decision_number, decided_on=row.listed_on
        )
        for row in heritage.objects.exclude(listed_on=None)
    )


def back(apps, schema_editor):
    for row in apps.get_model("heritage", "Listing").objects.filter(rank=NATIONAL):
        heritage = row.heritage
        heritage.listed_on, heritage.decision_number = row.decided_on, row.decision_number
        heritage.save()


class Migration(migrations.Migration):

    dependencies = [('heritage', '0007_listings_and_artisans')]

    operations = [migrations.RunPython(to_listings, back)]
