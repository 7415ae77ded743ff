"""Lists of places."""

import django_tables2 as tables

from localities.models import Locality


class LocalityTable(tables.Table):
    """Places with what they belong to and since when."""

    full_name = tables.Column(verbose_name="Tên", order_by="sort_key")
    code = tables.Column(verbose_name="Mã")
    parent = tables.Column(verbose_name="Thuộc", order_by="parent__sort_key")
    valid_from = tables.DateColumn(verbose_name="Từ ngày", format="d/m/Y")
    valid_to = tables.DateColumn(verbose_name="Đến ngày", format="d/m/Y", default="nay")

    class Meta:
        model = Locality
        fields = ("full_name", "code", "parent", "valid_from", "valid_to")
        empty_text = "Không có địa phương nào khớp."
