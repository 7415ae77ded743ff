from django.db import migrations, models

from vhtt_portal.text import name_keys

WINDOW = 5


def keep_as_records(apps, schema_editor):
    """What was typed as "five years" and "commended" becomes years and Giấy khen.

    Years of such a window that the register holds nothing of were before the register.
    """
    Result = apps.get_model("campaigns", "VillageResult")
    Earlier = apps.get_model("campaigns", "EarlierTitles")
    Commendation = apps.get_model("campaigns", "Commendation")
    missing = {}
    for row in Result.objects.filter(five_years=True).select_related("village").order_by("year"):
        stored = set(
            Result.objects.filter(village=row.village_id).values_list("year", flat=True)
        )
        window = range(row.year - WINDOW + 1, row.year + 1)
        missing.setdefault(row.village_id, set()).update(set(window) - stored)
        if row.five_years_commended:
            Commendation.objects.create(
                place_id=row.village_id, kind="village", year=row.year, first_year=window[0],
                last_year=row.year, **name_keys(row.village.full_name),
            )
    for village, years in missing.items():
        if years:
            Earlier.objects.create(
                village_id=village, first_year=min(years), last_year=max(years)
            )


def type_again(apps, schema_editor):
    Result = apps.get_model("campaigns", "VillageResult")
    Earlier = apps.get_model("campaigns", "EarlierTitles")
    Commendation = apps.get_model("campaigns", "Commendation")
    earlier = {row.village_id: row for row in Earlier.objects.all()}
    titles, used = {}, {}
    for row in Result.objects.all():
        titles.setdefault(row.village_id, {})[row.year] = row.is_recognised
    for given in Commendation.objects.filter(kind="village"):
        used.setdefault(given.place_id, set()).add(given.last_year)
    for row in Result.objects.filter(is_recognised=True):
        known = titles[row.village_id]
        before = earlier.get(row.village_id)
        window = range(row.year - WINDOW + 1, row.year + 1)
        awards = used.get(row.village_id, set())
        held = all(
            known.get(year) if year in known
            else before is not None and before.first_year <= year <= before.last_year
            for year in window
        )
        if held and not any(last in window for last in awards - {row.year}):
            row.five_years, row.five_years_commended = True, row.year in awards
            row.save()


class Migration(migrations.Migration):

    dependencies = [
        ("campaigns", "0002_commendations"),
    ]

    operations = [
        migrations.RunPython(keep_as_records, type_again),
        migrations.RemoveConstraint(
            model_name="villageresult",
            name="village_result_five_years_only_if_recognised",
        ),
        migrations.RemoveConstraint(
            model_name="villageresult",
            name="village_result_commended_only_after_five_years",
        ),
        migrations.RemoveField(
            model_name="villageresult",
            name="five_years",
        ),
        migrations.RemoveField(
            model_name="villageresult",
            name="five_years_commended",
        ),
    ]
