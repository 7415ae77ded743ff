"""The shape of a passage as it is sent from the report room."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.queries import staff
from localities.models import Locality, Office
from reports.catalogue.form import Form, FormIndicator
from reports.narrative.actions import COMMENT_LENGTH, EXPLANATION_LENGTH, MAX_LENGTH
from reports.narrative.models import Limit
from reports.narrative.rules import WRITERS
from vhtt_portal.dates import DateField


class PassageForm(forms.Form):
    """Words under a heading; ``version`` is the one the page showed."""

    text = forms.CharField(
        label="Nội dung",
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Hãy viết nội dung trước khi lưu.",
            "max_length": "Đoạn này dài quá 10.000 ký tự. Hãy tách thành nhiều đoạn.",
        },
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RewordingForm(forms.Form):
    """The office's own wording of a drafted sentence."""

    text = forms.CharField(
        label="Câu trong báo cáo",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Để trống nếu bỏ hẳn câu này khỏi báo cáo.",
        error_messages={"max_length": "Câu này dài quá 10.000 ký tự. Hãy viết gọn lại."},
    )
    reason = forms.CharField(
        label="Lý do sửa",
        max_length=300,
        error_messages={
            "required": "Hãy ghi lý do sửa câu, để người ký và người làm năm sau hiểu.",
            "max_length": "Lý do dài quá 300 ký tự. Hãy viết gọn lại.",
        },
    )


class CommentForm(forms.Form):
    """What a reader says of a heading."""

    text = forms.CharField(
        label="Ý kiến",
        max_length=COMMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Hãy viết ý kiến trước khi gửi.",
            "max_length": "Ý kiến dài quá 2.000 ký tự. Hãy tách thành nhiều ý kiến.",
        },
    )


class AssignmentForm(forms.Form):
    """Who writes a heading, and by when."""

    assignee = forms.ModelChoiceField(
        label="Người viết",
        queryset=User.objects.none(),
        error_messages={
            "required": "Hãy chọn người viết.",
            "invalid_choice": "Chỉ giao được cho chuyên viên hoặc lãnh đạo của cơ quan.",
        },
    )
    due_on = DateField(label="Hạn viết xong")

    def offer(self, office: Office, today: date) -> "AssignmentForm":
        """The office's people of the day."""
        field = self.fields["assignee"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = staff(office, today, WRITERS)
        return self


class ExplanationForm(forms.Form):
    """Why the report may be signed although the checklist warns."""

    text = forms.CharField(
        label="Vì sao báo cáo vẫn ký được",
        max_length=EXPLANATION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Người ký đọc lời này cạnh cảnh báo; lời ấy được giữ trong nhật ký của bản ký.",
        error_messages={
            "required": "Hãy ghi vì sao báo cáo vẫn ký được.",
            "max_length": "Lời giải thích dài quá 300 ký tự. Hãy viết gọn lại.",
        },
    )


class LimitForm(forms.Form):
    """A limit of the report, with its cause and what is to be done about it."""

    text = forms.CharField(
        label="Hạn chế",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Hãy viết hạn chế trước khi lưu.",
            "max_length": "Hạn chế dài quá 500 ký tự. Hãy viết gọn lại hoặc tách thành hai.",
        },
    )
    section = forms.ChoiceField(label="Lĩnh vực", required=False)
    cause = forms.CharField(
        label="Nguyên nhân",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đứng ở mục Nguyên nhân; nhiều hạn chế cùng một nguyên nhân thì chỉ nêu một lần.",
    )
    remedy = forms.CharField(
        label="Nhiệm vụ khắc phục năm sau",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đứng ở phần phương hướng của lĩnh vực; năm sau mở kỳ mới thì hiện lại để theo dõi.",
    )
    indicator_code = forms.ChoiceField(label="Chỉ tiêu chưa đạt", required=False)
    place = forms.ModelChoiceField(
        label="Nơi chịu trách nhiệm",
        queryset=Locality.objects.none(),
        required=False,
        empty_label="Không nêu riêng nơi nào",
    )

    def offer(self, form: Form, unmet: Sequence[FormIndicator], office: Office) -> "LimitForm":
        """The fields of work, the targets not reached, and the places of the office."""
        sections = [(section.code, section.name) for section in form.sections]
        kept = form.by_code.get(str(self["indicator_code"].value() or ""))
        lines = dict.fromkeys([*unmet, *([kept] if kept else [])])
        for name, none, options in (
            ("section", "Chung các lĩnh vực", sections),
            ("indicator_code", "Không gắn với chỉ tiêu", [(row.code, row.name) for row in lines]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", none), *options]
        places = self.fields["place"]
        if isinstance(places, forms.ModelChoiceField):
            places.queryset = _places_of(office, kept=self["place"].value())
        return self


class FollowUpForm(forms.Form):
    """How far a limit of last year's report was mended."""

    state = forms.ChoiceField(label="Tình trạng", choices=Limit.State.choices)
    result = forms.CharField(
        label="Kết quả",
        required=False,
        max_length=300,
        error_messages={"max_length": "Kết quả dài quá 300 ký tự. Hãy viết gọn lại."},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _places_of(office: Office, kept: object) -> "QuerySet[Locality]":
    """The places of today, and the one that is named already though it may be one no more."""
    below = Locality.objects.below(frozenset([office.locality_id])).filter(kind__is_village=False)
    today = below.valid_on(timezone.localdate())
    named = str(kept) if str(kept or "").isdecimal() else None
    return below.filter(Q(pk__in=today) | Q(pk=named)).in_order()
