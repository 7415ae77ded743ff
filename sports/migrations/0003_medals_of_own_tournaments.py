"""A medal written at a tournament that the place held itself becomes a result there."""

from django.db import migrations

from vhtt_portal.text import sort_key


def to_results(apps, schema_editor):
    Medal = apps.get_model("sports", "Medal")
    Event = apps.get_model("sports", "Event")
    Team = apps.get_model("sports", "Team")
    Result = apps.get_model("sports", "Result")
    medals = Medal.objects.filter(tournament__is_higher_level=False)
    for medal in medals.select_related("tournament__place").order_by("pk"):
        name = medal.tournament.place.full_name
        team, _ = Team.objects.get_or_create(
            tournament=medal.tournament, sort_key=sort_key(name), defaults={"name": name}
        )
        event, _ = Event.objects.get_or_create(
            tournament=medal.tournament, sort_key=sort_key(medal.event),
            defaults={"name": medal.event},
        )
        for number in range(medal.count):
            # Several medals of one row name their holders once.
            holder = medal.holder if number == 0 else ""
            named = event.results.filter(team=team, holder=holder)
            Result.objects.create(
                event=event, team=team, rank=medal.colour,
                holder="" if holder and named.exists() else holder,
            )
    medals.delete()


def to_medals(apps, schema_editor):
    """The place's own medals go back; what else the results say has no place in the older form."""
    Medal = apps.get_model("sports", "Medal")
    Result = apps.get_model("sports", "Result")
    results = Result.objects.filter(rank__lte=3).order_by("pk")
    for result in results.select_related("event__tournament__place", "team"):
        tournament = result.event.tournament
        if result.team.sort_key != sort_key(tournament.place.full_name):
            continue
        medal, is_new = Medal.objects.get_or_create(
            tournament=tournament, event=result.event.name, colour=result.rank,
            holder=result.holder,
        )
        if not is_new:
            medal.count += 1
            medal.save()
        result.delete()


class Migration(migrations.Migration):
    dependencies = [("sports", "0002_contests_clubs_facilities")]

    operations = [migrations.RunPython(to_results, to_medals)]
