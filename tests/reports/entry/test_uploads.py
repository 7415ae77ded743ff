"""A workbook's way into a sheet: looked at, taken in part, told, taken back."""

import resource
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from audit.models import AuditEntry
from reports.entry import actions
from reports.entry.actions.uploads import KEPT_FOR, previewed
from reports.entry.excel.choices import Choices
from reports.entry.models import Figure, KnownLayout, Submission, Upload
from reports.entry.queries import facts
from tests.reports.entry import samples
from tests.reports.entry.excel.corpus.case import book_of, saved
from tests.reports.entry.samples import IN_TIME, fill, person
from vhtt_portal.files.refusals import NOT_XLSX, TOO_BIG
from vhtt_portal.files.workbook.intake import read_workbook
from vhtt_portal.rules import RuleError
from vhtt_portal.uploading import MAX_FILE

HEAD = ["Chỉ tiêu", "ĐVT", "Năm 2020"]
ROWS = [
    HEAD,
    ["Pa nô", "cái", 14],
    ["Kinh phí", "đồng", 950],  # another unit: not beforehand
    ["Hộ văn hóa", "hộ", "1.5"],  # no number
    ["Hộ", "hộ", 1000],
    ["Nhà sách", "nhà", 3],  # no such line
]


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def xlsx(rows=ROWS):
    return saved(book_of(rows))


def send(client, sheet, content, name="bieu.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("entry:upload", args=[sheet.pk]), {"file": file})


def received(sheet, by, rows=ROWS):
    content = xlsx(rows)
    return actions.receive_upload(
        submission=sheet, name="bieu.xlsx", content=content, book=read_workbook(content), by=by
    )


def words(answer):
    """A page without the breaks of its template."""
    return " ".join(answer.content.decode().split())


def look(upload):
    upload.refresh_from_db()
    return previewed(upload, facts(upload.submission))


def take(upload, by, *codes, **versions):
    made = look(upload)
    chosen = {code: made.takeable[code].version for code in codes} | versions
    return actions.take_upload(upload=upload, chosen=chosen, seen=made.choices.understanding, by=by)


def values():
    return {f.indicator.code: f.value for f in Figure.objects.select_related("indicator")}


def posted(upload, *ticked, **more):
    """What the page of the preview sends."""
    made = look(upload)
    return {
        "seen": made.choices.understanding,
        "chosen": ticked,
        **{f"version-{code}": each.version for code, each in made.takeable.items()},
        **more,
    }


# --- Sending and looking ------------------------------------------------------------------------


def test_a_workbook_is_looked_at_and_changes_nothing(office, sheet, as_):
    client = as_(office.entry)

    answer = send(client, sheet, xlsx())

    upload = Upload.objects.get()
    assert answer.url == upload.get_absolute_url()
    page = words(client.get(answer.url))
    for said in (
        "Mới: 3 ô", "Không nhận được: 1 ô", "Dòng cần bạn chỉ rõ: 1 dòng", "Nhà sách",
        "Tệp ghi đơn vị tính là “đồng”, phiếu dùng đơn vị “triệu đồng”.",
        "Trang “Biểu”, ô C2, theo tên.", "“1.5” viết chưa đúng.",
    ):  # fmt: skip
        assert said in page, said
    assert not Figure.objects.exists()
    assert upload.file.name.startswith("tep-nhap/")
    assert "bieu" not in upload.file.name
    assert [e.verb for e in AuditEntry.objects.order_by("number")][-1] == "upload.received"


@pytest.mark.parametrize(
    ("content", "status", "sentence"),
    [
        (b"khong phai tep Excel", 422, NOT_XLSX),
        (b"PK" + bytes(MAX_FILE), 413, TOO_BIG),
        (b"", 422, "Tệp này trống."),
    ],
    ids=["text", "too large", "empty"],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    office, sheet, as_, content, status, sentence, settings
):
    answer = send(as_(office.entry), sheet, content)

    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_form_without_a_file_says_what_to_do(office, sheet, as_):
    answer = as_(office.entry).post(reverse("entry:upload", args=[sheet.pk]), {})

    assert answer.status_code == 422
    assert "Hãy chọn tệp Excel cần nhập." in answer.content.decode()


def test_a_sheet_that_is_sent_takes_no_workbook(office, as_):
    sheet = samples.sent(office)
    client = as_(office.entry)

    page = client.get(reverse("entry:upload", args=[sheet.pk])).content.decode()
    send(client, sheet, xlsx())

    assert "Phiếu đang ở trạng thái “Đã gửi”." in page
    assert 'type="file"' not in page
    assert not Upload.objects.exists()
    content = xlsx()
    with pytest.raises(RuleError, match="Đã gửi"):
        actions.receive_upload(
            submission=sheet, name="a.xlsx", content=content, book=read_workbook(content),
            by=office.entry,
        )  # fmt: skip


def test_nobody_but_those_who_fill_the_sheet_sees_its_workbooks(office, sheet, as_):
    upload = received(sheet, office.entry)
    routes = {
        "upload-preview": "get", "upload-understand": "post", "upload-take": "post",
        "upload-undo": "post", "upload-again": "post", "upload-file": "get",
    }  # fmt: skip

    for who in (office.specialist, office.head, office.neighbour, office.stranger):
        client = as_(who)
        for route, method in routes.items():
            answer = getattr(client, method)(reverse(f"entry:{route}", args=[upload.pk]))
            assert answer.status_code == 404, (who.full_name, route)
    assert as_(office.leader).get(upload.get_absolute_url()).status_code == 200


# --- Taking ---------------------------------------------------------------------------------------


def test_only_what_is_ticked_is_written_and_every_line_is_told(office, sheet, as_):
    fill(sheet, office.entry, VH_PANO="7")
    upload = received(sheet, office.entry)
    client = as_(office.entry)

    answer = client.post(
        reverse("entry:upload-take", args=[upload.pk]), posted(upload, "VH.PANO", "VH.KP")
    )

    page = words(client.get(answer.url))
    assert values() == {"VH.PANO": 14, "VH.KP": 950}
    figure = Figure.objects.get(indicator__code="VH.PANO")
    assert (figure.source, figure.set_by, figure.version) == ("import", office.entry, 2)
    assert "Đã ghi 2 ô vào phiếu, lúc 09:00 10/12/2020." in page
    upload.refresh_from_db()
    told = {kind: [each.get("code", each["name"]) for each in upload.result[kind]]
            for kind in ("written", "moved", "refused", "left", "unknown")}  # fmt: skip
    assert told == {
        "written": ["VH.PANO", "VH.KP"], "moved": [], "refused": ["VH.HO"], "left": ["DC.HO"],
        "unknown": ["Nhà sách"],
    }  # fmt: skip
    saved_entry = AuditEntry.objects.get(verb="cell.saved", source="import")
    assert saved_entry.changes == {"VH.PANO": ["7", "14"], "VH.KP": [None, "950"]}
    taken = AuditEntry.objects.get(verb="upload.taken")
    assert taken.changes["written"] == [None, 2]


def test_a_refused_cell_is_not_told_as_emptied(office, sheet, as_):
    fill(sheet, office.entry, VH_HO="5")
    upload = received(sheet, office.entry)
    take(upload, office.entry, "VH.PANO")

    page = words(as_(office.entry).get(upload.get_absolute_url()))

    assert values() == {"VH.PANO": 14, "VH.HO": 5}
    assert "“1.5” viết chưa đúng." in page
    assert "5 →" not in page


def test_taking_it_twice_happens_once(office, sheet):
    upload = received(sheet, office.entry)
    first = take(upload, office.entry, "VH.PANO")
    fill(sheet, office.entry, VH_PANO="20")

    again = actions.take_upload(
        upload=upload, chosen={"VH.PANO": 0, "DC.HO": 0}, seen="", by=office.leader
    )

    assert again.result == first.result
    assert values() == {"VH.PANO": 20}


def test_what_a_colleague_answered_since_the_preview_is_told_and_kept(office, sheet, as_):
    upload = received(sheet, office.entry)
    data = posted(upload, "VH.PANO", "DC.HO")
    fill(sheet, person("Người Khác", ("ward_entry", office.ward)), VH_PANO="9")
    client = as_(office.entry)

    client.post(reverse("entry:upload-take", args=[upload.pk]), data)

    assert values() == {"VH.PANO": 9, "DC.HO": 1000}
    page = words(client.get(upload.get_absolute_url()))
    assert "Vừa có người sửa, chưa ghi: 1" in page
    assert "Người Khác đã ghi “9” vào ô này lúc 09:00 ngày 10/12/2020." in page


def test_a_preview_of_another_understanding_writes_nothing(office, sheet):
    upload = received(sheet, office.entry)

    with pytest.raises(RuleError, match="Cách hiểu tệp đã thay đổi"):
        actions.take_upload(upload=upload, chosen={"VH.PANO": 0}, seen="khác", by=office.entry)

    assert not Figure.objects.exists()


def test_nothing_ticked_is_nothing_taken(office, sheet, as_):
    upload = received(sheet, office.entry)
    client = as_(office.entry)

    answer = client.post(
        reverse("entry:upload-take", args=[upload.pk]), posted(upload), follow=True
    )

    assert "Chưa chọn ô nào để ghi." in answer.content.decode()
    upload.refresh_from_db()
    assert upload.taken_at is None


def test_what_a_file_leaves_empty_empties_nothing_even_if_asked_to(office, sheet):
    fill(sheet, office.entry, VH_PANO="7", DC_HO="5")
    upload = received(sheet, office.entry, [HEAD, ["Pa nô", "cái", None], ["Hộ", "hộ", 6]])

    take(upload, office.entry, "DC.HO", **{"VH.PANO": 1})

    assert values() == {"VH.PANO": 7, "DC.HO": 6}


# --- Understanding --------------------------------------------------------------------------------

TWO = [
    ["Chỉ tiêu", "ĐVT", "Số liệu 6 tháng", "Số liệu cả năm"],
    ["Pa nô", "cái", 5, 14],
    ["Hộ gia đình toàn phường", "hộ", 10, 1000],
]


def column_field(upload):
    [table] = look(upload).tables
    return f"value-{table.fingerprint}"


def test_a_column_that_is_not_clear_is_asked_about_and_remembered(office, sheet, as_):
    upload = received(sheet, office.entry, TWO)
    client = as_(office.entry)
    page = words(client.get(upload.get_absolute_url()))
    assert "Nhiều cột có thể là số liệu năm 2020: C “Số liệu 6 tháng”, D “Số liệu cả năm”." in page
    assert not look(upload).proposals[0].is_takeable

    client.post(
        reverse("entry:upload-understand", args=[upload.pk]),
        posted(upload, **{column_field(upload): "4"}),
    )
    [unknown] = look(upload).unknown
    client.post(
        reverse("entry:upload-understand", args=[upload.pk]),
        posted(upload, "VH.PANO", **{f"row-{unknown.row.key}": "DC.HO"}),
    )
    client.post(reverse("entry:upload-take", args=[upload.pk]), posted(upload, "VH.PANO", "DC.HO"))

    assert values() == {"VH.PANO": 14, "DC.HO": 1000}
    assert KnownLayout.objects.get().locality == office.ward
    later = [*TWO[:1], ["Pa nô", "cái", 6, 15], ["Hộ gia đình toàn phường", "hộ", 10, 1001]]
    next_time = look(received(sheet, office.entry, later))
    assert {p.code: (p.after, p.how.label, p.is_chosen) for p in next_time.proposals} == {
        "VH.PANO": ("15", "theo tên", True),
        "DC.HO": ("1.001", "như lần trước", True),
    }


def test_letters_and_tables_are_read_as_the_person_says(office, sheet, as_):
    upload = received(sheet, office.entry, [["ChØ tiªu", "N¨m 2020"], ["Hé", 5], ["Pa n«", 3]])
    client, address = as_(office.entry), reverse("entry:upload-understand", args=[upload.pk])
    page = words(client.get(upload.get_absolute_url()))
    assert (
        '<span class="muted">ChØ tiªu</span> → Chỉ tiêu <span class="muted">(TCVN3)</span>' in page
    )
    assert {each.code for each in look(upload).proposals} == {"DC.HO", "VH.PANO"}

    client.post(address, posted(upload, **{"encoding-0": "unicode"}))
    assert look(upload).proposals == ()

    client.post(address, posted(upload, **{"encoding-0": "TCVN3"}))
    client.post(address, posted(upload, **{column_field(upload): "", "encoding-0": "TCVN3"}))
    made = look(upload)
    assert (made.takeable, made.unknown, made.tables[0].question) == ({}, (), "")


def test_a_name_that_stands_twice_is_asked_about_every_time(office, sheet):
    rows = [HEAD, ["Loại khác", "cái", 3], ["Loại khác", "hộ", 4]]
    upload = received(sheet, office.entry, rows)
    put = dict(zip([m.row.key for m in look(upload).unknown], ("VH.PANO", "DC.HO"), strict=True))
    actions.understand_upload(upload=upload, choices=Choices(rows=put), by=office.entry)
    take(upload, office.entry, "VH.PANO", "DC.HO")

    assert values() == {"VH.PANO": 3, "DC.HO": 4}
    assert len(look(received(sheet, office.entry, rows)).unknown) == 2


def test_new_choices_beside_a_confirmation_are_looked_at_first(office, sheet, as_):
    upload = received(sheet, office.entry)
    [unknown] = look(upload).unknown
    client = as_(office.entry)

    answer = client.post(
        reverse("entry:upload-take", args=[upload.pk]),
        posted(upload, "VH.PANO", **{f"row-{unknown.row.key}": "VH.LEHOI"}),
        follow=True,
    )

    assert "Đã ghép lại theo lựa chọn mới. Hãy xem lại rồi ghi." in answer.content.decode()
    assert not Figure.objects.exists()


def test_ticks_outlive_a_new_look(office, sheet, as_):
    upload = received(sheet, office.entry)
    client = as_(office.entry)

    client.post(
        reverse("entry:upload-understand", args=[upload.pk]), posted(upload, "DC.HO", "VH.KP")
    )

    made = look(upload)
    assert {code: made.is_picked(each) for code, each in made.takeable.items()} == {
        "VH.PANO": False, "VH.KP": True, "DC.HO": True,
    }  # fmt: skip


# --- Afterwards -----------------------------------------------------------------------------------


def test_taking_back_restores_all_but_what_was_answered_since(office, sheet, as_):
    fill(sheet, office.entry, VH_PANO="7")
    upload = received(sheet, office.entry)
    take(upload, office.entry, "VH.PANO", "VH.KP", "DC.HO")
    fill(sheet, office.entry, VH_KP="80")
    client = as_(office.entry)

    for _ in range(2):
        client.post(reverse("entry:upload-undo", args=[upload.pk]))

    assert values() == {"VH.PANO": 7, "VH.KP": 80}
    page = words(client.get(upload.get_absolute_url()))
    assert "Đã hoàn tác 2 ô." in page
    assert "1 ô đã được nhập lại từ sau đó nên giữ nguyên." in page
    assert AuditEntry.objects.filter(verb="upload.undone").count() == 1


def test_the_same_file_can_be_looked_at_again(office, sheet, as_):
    upload = received(sheet, office.entry)
    take(upload, office.entry, "VH.PANO")
    client = as_(office.entry)

    answer = client.post(reverse("entry:upload-again", args=[upload.pk]))

    again = Upload.objects.exclude(pk=upload.pk).get()
    assert answer.url == again.get_absolute_url()
    assert again.sha256 == upload.sha256
    assert "1 ô trùng với" in client.get(answer.url).content.decode()


def test_what_nobody_took_for_a_week_is_swept_with_its_file(
    office, sheet, django_capture_on_commit_callbacks
):
    forgotten, taken = received(sheet, office.entry), received(sheet, office.entry)
    take(taken, office.entry, "VH.PANO")
    before = IN_TIME - KEPT_FOR - timedelta(hours=1)
    Upload.objects.update(at=before)

    with django_capture_on_commit_callbacks(execute=True):
        fresh = received(sheet, office.entry)

    assert set(Upload.objects.all()) == {taken, fresh}
    assert not forgotten.file.storage.exists(forgotten.file.name)
    assert taken.file.storage.exists(taken.file.name)


@pytest.mark.parametrize("times", [1, 20])
def test_a_preview_asks_the_database_as_often_for_many_rows(
    office, sheet, as_, times, django_assert_num_queries
):
    upload = received(sheet, office.entry, [HEAD, *ROWS[1:] * times])
    client = as_(office.entry)

    with django_assert_num_queries(6):  # session, person, roles, upload, sheet, figures
        client.get(upload.get_absolute_url())


def test_a_whole_wards_workbook_is_previewed_within_a_second_of_processor(demo, client):
    """G16, with the limited process that reads the file; sending it and looking at it."""
    sheet = Submission.objects.get(period__code="2021", locality__code="18127")
    lines = [line for line in facts(sheet).asked.lines if not line.is_computed]
    rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2020", "Năm 2021", "Ghi chú"],
        *([at, line.name, line.unit, at, at + 1, ""] for at, line in enumerate(lines, start=1)),
    ]
    content = xlsx(rows)
    client.force_login(User.objects.get(username="canbo"))
    client.get(sheet.get_absolute_url())  # what every visit prepares once is prepared

    began = processor_seconds()
    page = client.get(send(client, sheet, content).url).content.decode()
    cost = processor_seconds() - began

    assert page.count('name="chosen"') > 50
    assert cost < 1  # about a fifth of that on the machine it was written on


def processor_seconds():
    """Of this process and of all that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
