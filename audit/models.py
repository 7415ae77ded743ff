"""The trail of every change, and the answers already given to repeated requests."""

from django.db import models


class Source(models.TextChoices):
    """Where a change came from."""

    PAGE = "page", "Trang nhập"
    PASTE = "paste", "Dán từ bảng tính"
    UNDO = "undo", "Hoàn tác"
    REGISTER = "register", "Sổ theo dõi"
    IMPORT = "import", "Tệp nhập"
    COMMAND = "command", "Lệnh quản trị"
    DEMO = "demo", "Dữ liệu minh họa"


class AuditEntry(models.Model):
    """One change of one row: who, in which role, where, when, from what to what.

    Written only by ``audit.actions.record``. Plain labels instead of foreign keys, so that history
    never blocks a deletion and names stay as they were that day. Each entry carries the hash of
    the one before; triggers refuse change and deletion.
    """

    # The position in the chain; given under the chain's lock, so without gaps.
    number = models.PositiveBigIntegerField("số thứ tự", primary_key=True)
    at = models.DateTimeField("lúc")
    recorded_at = models.DateTimeField("ghi lúc")
    actor_id = models.CharField("mã người thực hiện", max_length=40)
    actor_name = models.CharField("người thực hiện", max_length=120)
    actor_role = models.CharField("vai trò", max_length=200, blank=True)
    actor_place = models.CharField("đơn vị", max_length=200, blank=True)
    verb = models.CharField("việc", max_length=60)
    target_type = models.CharField("loại", max_length=60)
    target_id = models.CharField("mã", max_length=40)
    target_label = models.CharField("đối tượng", max_length=300)
    place = models.CharField("địa phương", max_length=200, blank=True)
    changes = models.JSONField("thay đổi", default=dict)
    reason = models.TextField("lý do", blank=True)
    source = models.CharField("nguồn", max_length=10, choices=Source, default=Source.PAGE)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    sealed = True

    class Meta:
        verbose_name = "bản ghi nhật ký"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["target_type", "target_id"], name="audit_by_target"),
            # Counted backwards, so that for the newest one PostgreSQL has no other index to walk.
            models.Index("target_type", -models.F("number"), name="audit_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.verb}: {self.target_label}"


class DoneRequest(models.Model):
    """A change that a browser may send twice: its key and the answer the first one got."""

    key = models.UUIDField("khóa", primary_key=True)
    actor_id = models.CharField("mã người thực hiện", max_length=40)
    verb = models.CharField("việc", max_length=60)
    body_hash = models.CharField(max_length=64)
    answer = models.JSONField("trả lời")
    at = models.DateTimeField("lúc", db_index=True)

    class Meta:
        verbose_name = "yêu cầu đã thực hiện"

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
