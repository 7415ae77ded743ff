"""Lists of the report room."""

import django_tables2 as tables


class ChipTable(tables.Table):
    """Over ``chips.Chip``."""

    typed = tables.Column(verbose_name="Gõ trong lời văn")
    text = tables.Column(verbose_name="Đọc là")

    class Meta:
        orderable = False
        empty_text = "Không có số liệu nào khớp với điều tìm."
