"""Kinds of places say what their papers print; villages have no committee."""

from django.db import migrations, models


def villages_speak_by_their_heads(apps, schema_editor):
    for kind in apps.get_model("localities", "LocalityKind").objects.filter(is_village=True):
        kind.committee = kind.committee_short = ""
        kind.head_post = f"Trưởng {kind.name}"
        kind.save(update_fields=["committee", "committee_short", "head_post"])


class Migration(migrations.Migration):
    dependencies = [("localities", "0001_initial")]

    operations = [
        migrations.AddField(
            "localitykind", "committee",
            models.CharField("cơ quan", max_length=60, default="Ủy ban nhân dân", blank=True),
        ),
        migrations.AddField(
            "localitykind", "committee_short",
            models.CharField("viết tắt", max_length=20, default="UBND", blank=True),
        ),
        migrations.AddField(
            "localitykind", "head_post",
            models.CharField("chức vụ người đứng đầu", max_length=60, default="Chủ tịch"),
        ),
        migrations.AddField(
            "localitykind", "archive_line",
            models.CharField("nơi lưu", max_length=80, default="VT"),
        ),
        migrations.AddField(
            "localitykind", "recipients",
            models.TextField("nơi nhận khác, mỗi dòng một nơi", blank=True),
        ),
        migrations.RunPython(villages_speak_by_their_heads, migrations.RunPython.noop),
    ]
