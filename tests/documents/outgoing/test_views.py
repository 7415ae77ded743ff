"""Outgoing papers on screen: who sees which, what is offered to whom, and the way by hand."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.outgoing import actions
from documents.outgoing.models import Paper, PaperFile
from reports.entry.models import Expectation
from tests.documents.outgoing.factories import (
    AT,
    FILES,
    PLAN,
    drafted,
    issued,
    seen,
    signed,
    submitted,
)
from tests.reports.rollup.factories import (
    FigureFactory,
    IndicatorFactory,
    PeriodFactory,
    SheetFactory,
    ward,
)

LIST = reverse("outgoing:paper-list")


@pytest.fixture(autouse=True)
def _then():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def quickly(monkeypatch):
    monkeypatch.setattr(actions, "_draw", lambda *_: FILES)


def at(client, user, name, *args):
    client.force_login(user)
    return client.get(reverse(f"outgoing:{name}", args=args))


def text_of(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def typed(paper, **changed):
    fields = ("kind", "subject", "addressees", "legal_bases", "body", "recipients")
    return {name: getattr(paper, name) for name in fields} | {"version": paper.version} | changed


# --- Who sees which ---------------------------------------------------------------------------


def test_an_office_sees_of_a_ward_only_what_it_has_issued(people, client, quickly):
    draft = drafted(people, replace(PLAN, subject="Nháp của phường"), at_ward=True)
    paper = issued(people, replace(PLAN, subject="Đã ban hành"), at_ward=True)

    text = text_of(at(client, people.specialist, "paper-list"))

    assert "Đã ban hành" in text
    assert "Nháp của phường" not in text
    assert at(client, people.specialist, "paper", draft.pk).status_code == 404
    assert at(client, people.specialist, "paper", paper.pk).status_code == 200


def test_a_ward_sees_nothing_of_the_offices(people, client):
    paper = drafted(people)

    assert at(client, people.entry, "paper", paper.pk).status_code == 404
    assert "Chưa có văn bản nào" in text_of(at(client, people.entry, "paper-list"))


def test_the_list_is_searched_by_words_kind_year_and_state(people, client):
    drafted(people, replace(PLAN, subject="Công tác lễ hội"))
    submitted(people, replace(PLAN, kind=Paper.Kind.NOTICE, subject="Kết luận giao ban"))
    client.force_login(people.head)

    def found(**asked):
        text = text_of(client.get(LIST, asked))
        return ["Công tác lễ hội" in text, "Kết luận giao ban" in text]

    assert found() == [True, True]
    assert found(q="le hoi") == [True, False]
    assert found(loai="THÔNG BÁO") == [False, True]
    assert found(nam="2021", **{"trang-thai": "submitted"}) == [False, True]
    assert found(nam="2020") == [False, False]


@pytest.mark.parametrize("count", [1, 8])
def test_the_list_asks_the_same_for_any_number(people, client, django_assert_num_queries, count):
    for _ in range(count):
        drafted(people)
    client.force_login(people.clerk)

    # session, person, appointments, years, count, papers
    with django_assert_num_queries(6):
        assert client.get(LIST).status_code == 200


# --- Beginning --------------------------------------------------------------------------------


def test_a_template_becomes_a_draft_with_what_is_known(people, client):
    client.force_login(people.entry)
    url = reverse("outgoing:paper-start", args=["ke-hoach-nam"])
    form = client.get(url).context["form"]

    response = client.post(url, {"issuer": form.fields["issuer"].initial, "year": 2021})

    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert (paper.keeper, paper.signer) == (people.ward, people.leader)
    assert f"Ủy ban nhân dân {people.ward.full_name}" in paper.subject
    assert "| Kế hoạch năm 2021 |" in paper.body
    assert "còn chỗ chưa điền" in text_of(client.get(paper.get_absolute_url()))


def test_a_plan_begins_with_the_targets_its_keeper_was_given(people, client):
    period = PeriodFactory(office=people.office)
    line = IndicatorFactory(version=period.form_version, name="Giải cấp cơ sở", unit="giải")
    Expectation.objects.create(period=period, locality=people.ward)
    sheet = SheetFactory(period=period, locality=people.ward)
    FigureFactory(submission=sheet, indicator=line, value=3)
    other = ward(period)
    FigureFactory(submission=other, indicator=line, value=4)
    given = {people.ward: 5, other.locality: 6, None: 12}
    for place, value in given.items():
        people.office.targets.create(
            period_code="2021", indicator_code=line.code, locality=place, value=value
        )

    cases = IndicatorFactory(version=period.form_version, name="Số vụ", unit="vụ", sensitive=True)
    FigureFactory(submission=sheet, indicator=cases, value=9)
    people.office.targets.create(
        period_code="2021", indicator_code=cases.code, locality=people.ward, value=5
    )

    def begun(by):
        client.force_login(by)
        url = reverse("outgoing:paper-start", args=["ke-hoach-nam"])
        issuer = client.get(url).context["form"].fields["issuer"].initial
        client.post(url, {"issuer": issuer, "year": 2021})
        return Paper.objects.latest("pk").body

    assert "| 1 | Giải cấp cơ sở | giải | 3 | 5 |\n| 2 | Số vụ | vụ | […] | 5 |\nIII." in begun(
        people.entry
    )
    assert "| 1 | Giải cấp cơ sở | giải | 7 | 12 |\nIII." in begun(people.specialist)


def test_the_conference_becomes_three_drafts(people, client):
    client.force_login(people.specialist)
    url = reverse("outgoing:paper-start", args=["hoi-nghi-tong-ket"])
    sent = {
        "issuer": client.get(url).context["form"].fields["issuer"].initial, "year": 2021,
        "held_on": "28/12/2021", "begins_at": "08:00", "venue": "Hội trường",
        "chair": "Trưởng phòng",
    }  # fmt: skip

    assert client.post(url, sent).url == LIST

    assert sorted(Paper.objects.values_list("kind", flat=True)) == [
        "CHƯƠNG TRÌNH", "GIẤY MỜI", "KẾ HOẠCH",
    ]  # fmt: skip
    assert Paper.objects.filter(body__contains="08 giờ 00 phút, ngày 28 tháng 12").count() == 3


def test_a_reminder_names_the_wards_that_have_not_sent(people, client):
    period = PeriodFactory(office=people.office)
    Expectation.objects.create(period=period, locality=people.ward)
    ward(period, name="Đã gửi")
    client.force_login(people.specialist)
    url = reverse("outgoing:paper-start", args=["cong-van-don-doc"])
    client.post(
        url, {"issuer": client.get(url).context["form"].fields["issuer"].initial, "year": 2020}
    )

    assert Paper.objects.get().addressees == f"Ủy ban nhân dân {people.ward.full_name}"
    assert at(client, people.entry, "paper-start", "cong-van-don-doc").status_code == 404


# --- Writing and looking ----------------------------------------------------------------------


def test_what_stands_in_the_form_is_drawn_and_not_kept(people, client):
    paper = drafted(people)
    client.force_login(people.specialist)
    url = reverse("outgoing:trial", args=[paper.pk])

    drawn = client.post(url, typed(paper, subject="Chưa lưu"))
    kept = client.get(reverse("outgoing:preview", args=[paper.pk]))

    assert drawn.content[:5] == kept.content[:5] == b"%PDF-"
    assert drawn.content != kept.content
    assert client.post(url, typed(paper, subject="")).content == kept.content
    paper.refresh_from_db()
    assert (paper.subject, paper.version) == (PLAN.subject, 1)


def test_the_printed_page_stands_beside_the_form_and_nowhere_else(people, client):
    paper = drafted(people)
    edit = at(client, people.specialist, "edit", paper.pk)
    page = at(client, people.specialist, "preview", paper.pk)

    assert "frame-src 'self'" in edit.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in edit.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_draft_is_saved_and_a_stale_page_is_told(people, client):
    paper = drafted(people)
    client.force_login(people.specialist)
    url = reverse("outgoing:edit", args=[paper.pk])

    client.post(url, typed(paper, subject="Mới"))
    stale = client.post(url, typed(paper, subject="Cũ hơn"))

    assert stale.status_code == 422
    assert "vừa được người khác thay đổi" in text_of_any(stale)
    paper.refresh_from_db()
    assert paper.subject == "Mới"


def text_of_any(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_what_is_submitted_is_no_longer_edited(people, client):
    paper = submitted(people)

    response = at(client, people.specialist, "edit", paper.pk)

    assert response.url == paper.get_absolute_url()


# --- Steps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bring", "who", "labels"),
    [
        (drafted, "specialist", ["Trình ký", "Sửa", "Bỏ bản nháp"]),
        (drafted, "clerk", []),
        (submitted, "head", ["Ký", "Trả lại để sửa"]),
        (submitted, "clerk", ["Ký"]),
        (signed, "clerk", ["Cấp số, ban hành"]),
        (signed, "head", ["Trả lại để sửa"]),
        (issued, "head", ["Thu hồi"]),
        (issued, "inspector", []),
    ],
)
def test_only_the_next_steps_of_this_person_are_offered(
    people, client, quickly, bring, who, labels
):
    paper = bring(people)

    steps = at(client, getattr(people, who), "paper", paper.pk).context["steps"]

    assert [step.label for step in steps] == labels


def test_a_ward_goes_the_whole_way_on_its_own(people, client):
    paper = drafted(people, at_ward=True)

    def act(user, name, **sent):
        client.force_login(user)
        paper.refresh_from_db()
        url = reverse(f"outgoing:{name}", args=[paper.pk])
        return client.post(url, {"version": paper.version, **sent}, follow=True)

    act(people.entry, "submit")
    act(people.leader, "return", reason="Thiếu chỉ tiêu.")
    assert "Thiếu chỉ tiêu." in text_of(at(client, people.entry, "paper", paper.pk))
    act(people.entry, "submit")
    right = at(client, people.leader, "sign", paper.pk).context["form"].initial["right"]
    act(people.leader, "sign", right=right, seen_hash=seen(paper))
    shown = text_of(act(people.entry, "issue", issued_on="20/01/2021"))

    assert "Đã ban hành văn bản số 01/KH-UBND." in shown
    download = at(client, people.entry, "file", paper.pk, "pdf")
    assert download.content == bytes(paper.files.get(format="pdf").content)
    assert at(client, people.entry, "preview", paper.pk).content == download.content
    assert at(client, people.entry, "preview-word", paper.pk).content[:2] == b"PK"
    book = text_of(client.get(reverse("documents:register")))
    assert "01/KH-UBND" in book


def test_a_changed_text_is_refused_on_the_signing_page(people, client):
    paper = submitted(people)
    page = at(client, people.head, "sign", paper.pk).context["form"].initial
    actions.return_draft(paper=paper, reason="Sửa.", by=people.head)
    actions.edit(paper=paper, wording=replace(PLAN, body="Khác."), by=people.specialist)
    actions.submit(paper=paper, by=people.specialist)

    url = reverse("outgoing:sign", args=[paper.pk])
    text = text_of(client.post(url, page, follow=True))

    assert "vừa được người khác thay đổi" in text
    paper.refresh_from_db()
    assert paper.status == "submitted"


def test_the_book_tells_of_a_paper_whom_it_went_to_and_that_it_was_recalled(
    people, client, quickly
):
    paper = issued(people, replace(PLAN, recipients="Sở Văn hóa"))
    actions.recall(paper=paper, reason="Sai ngày.", by=people.head)
    client.force_login(people.clerk)

    response = client.get(reverse("documents:register"))

    assert f'href="{paper.get_absolute_url()}"' in response.content.decode()
    text = text_of(response)
    assert "Kế hoạch công tác văn hóa năm 2021" in text
    assert "Sở Văn hóa" in text
    assert "Đã thu hồi ngày 20/01/2021: Sai ngày." in text


def test_anybody_who_holds_the_file_may_ask_what_it_is(people, client, quickly):
    paper = issued(people)
    actions.recall(paper=paper, reason="Sai ngày.", by=people.head)

    sent = {"file": SimpleUploadedFile("ke-hoach.pdf", FILES[PaperFile.Format.PDF])}
    text = text_of(client.post(reverse("editions:verify"), sent))

    assert "Kế hoạch công tác văn hóa năm 2021, số 01/KH-PVHTT" in text
    assert str(people.office) in text
    assert "Đã thu hồi" in text


def test_the_printed_layout_is_held_against_the_decree(people, client):
    assert "Đạt 50/50" in re.sub(
        r"Đạt (\d+)/\1", "Đạt 50/50", text_of(at(client, people.head, "layout", drafted(people).pk))
    )
