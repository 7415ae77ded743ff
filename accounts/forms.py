"""Shapes of what is typed about people; who may do what is asked elsewhere."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Delegation, Role, User
from accounts.passwords import LONGEST, SHORTEST
from localities.models import Locality
from vhtt_portal.dates import DateField


class SignInForm(forms.Form):
    """Name and password, of whatever length: any refusal here would tell something."""

    username = forms.CharField(
        label="Tên đăng nhập",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordChangeForm(forms.Form):
    """The old password and the new one, twice."""

    old = forms.CharField(
        label="Mật khẩu hiện tại",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        max_length=LONGEST,
        help_text=f"Từ {SHORTEST} ký tự; nên ghép vài từ không liên quan đến nhau, được dùng"
        " chữ có dấu và dấu cách.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError("Hai lần nhập mật khẩu mới không giống nhau.")
        return again


class AppointmentForm(forms.Form):
    """One role at one place from a day on."""

    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    locality = forms.ModelChoiceField(label="Tại", queryset=Locality.objects.none())
    post = forms.CharField(
        label="Chức vụ",
        max_length=80,
        required=False,
        help_text="Như in dưới chữ ký, ví dụ Trưởng phòng, Phó Chủ tịch.",
    )
    is_deputy = forms.BooleanField(label="Là cấp phó (ký thay, KT.)", required=False)
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(label="Đến ngày", required=False)

    def __init__(self, *args: Any, places: QuerySet[Locality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "locality").queryset = places

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"role": Role(self.cleaned_data["role"])}


class AccountForm(AppointmentForm):
    """A person and what they are first."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=40,
        help_text="Chữ thường không dấu, chữ số; ví dụ tranthihoa. Về sau không đổi được.",
    )
    ends_on = None  # type: ignore[assignment]  # how Django takes a field away

    field_order = ["full_name", "username"]


class NameForm(forms.Form):
    """How a person is called."""

    full_name = forms.CharField(label="Họ và tên", max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why, in a few words."""

    reason = forms.CharField(label="Lý do", max_length=200, required=False)


class LastDayForm(forms.Form):
    """The day with which something ends."""

    last_day = DateField(label="Ngày cuối cùng")


class DelegationForm(forms.Form):
    """Leave to sign, as the paper that gives it says."""

    kind = forms.ChoiceField(label="Hình thức", choices=Delegation.Kind.choices)
    given_by = forms.ModelChoiceField(label="Người đứng đầu giao", queryset=User.objects.none())
    given_to = forms.ModelChoiceField(label="Người được giao", queryset=User.objects.none())
    post = forms.CharField(label="Chức vụ người được giao", max_length=80)
    document = forms.CharField(
        label="Văn bản giao",
        max_length=160,
        help_text="Số, ký hiệu và ngày, ví dụ Quyết định số 12/QĐ-VHTT ngày 05/01/2026.",
    )
    scope = forms.CharField(label="Phạm vi được ký", max_length=300)
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(
        label="Đến ngày", required=False, help_text="Bắt buộc với thừa ủy quyền (TUQ.)."
    )

    def __init__(
        self, *args: Any, heads: QuerySet[User], staff: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "given_by").queryset = heads
        _choices(self, "given_to").queryset = staff

    def values(self) -> dict[str, Any]:
        return self.cleaned_data | {"kind": Delegation.Kind(self.cleaned_data["kind"])}


def _choices(form: forms.Form, name: str) -> "forms.ModelChoiceField[Any]":
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
    return field
