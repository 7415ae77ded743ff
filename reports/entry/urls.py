"""Addresses of sheets, under /nhap/."""

from django.urls import path

from reports.entry.views import (
    cells,
    guide,
    moves,
    papers,
    practice,
    remarks,
    sheets,
    talk,
    uploads,
)

app_name = "entry"
urlpatterns = [
    path("", sheets.sheet_list, name="sheet-list"),
    path("huong-dan/", guide.help_page, name="help"),
    path("mo/<int:period_pk>/<int:locality_pk>/", sheets.sheet_start, name="sheet-start"),
    path("phieu/<int:pk>/", sheets.sheet_detail, name="sheet"),
    path("phieu/<int:pk>/luu/", cells.cells_save, name="cells-save"),
    path("phieu/<int:pk>/o/<str:code>/", talk.cell_detail, name="cell"),
    path("phieu/<int:pk>/o/<str:code>/trao-doi/", talk.comment_add, name="comment-add"),
    path("phieu/<int:pk>/o/<str:code>/theo-doi/", talk.cell_flag, name="cell-flag"),
    path("phieu/<int:pk>/o/<str:code>/nguon/", talk.source_note_save, name="source-note-save"),
    path("phieu/<int:pk>/muc/<str:section>/luu/", cells.section_save, name="section-save"),
    path(
        "phieu/<int:pk>/muc/<str:section>/khong-phat-sinh/",
        sheets.section_empty,
        name="section-empty",
    ),
    path("phieu/<int:pk>/giai-thich/", guide.definition_list, name="definitions"),
    path("phieu/<int:pk>/tep/", uploads.upload_page, name="upload"),
    path("tep/<int:pk>/", uploads.upload_preview, name="upload-preview"),
    path("tep/<int:pk>/xem-lai/", uploads.upload_understand, name="upload-understand"),
    path("tep/<int:pk>/ghi/", uploads.upload_take, name="upload-take"),
    path("tep/<int:pk>/hoan-tac/", uploads.upload_undo, name="upload-undo"),
    path("tep/<int:pk>/nhap-lai/", uploads.upload_again, name="upload-again"),
    path("tep/<int:pk>/tai-ve/", uploads.upload_file, name="upload-file"),
    path("phieu/<int:pk>/an-huong-dan/", guide.guide_hide, name="guide-hide"),
    path("phieu/<int:pk>/nhan-xet/", remarks.remark_list, name="remarks"),
    path("phieu/<int:pk>/kiem-tra/", moves.sheet_check, name="check"),
    path("phieu/<int:pk>/duyet/", moves.approve, name="approve"),
    path("phieu/<int:pk>/ghi-nhan-duyet/", moves.record_approval, name="record-approval"),
    path("phieu/<int:pk>/gui/", moves.send, name="send"),
    path("phieu/<int:pk>/bien-nhan/", moves.receipt, name="receipt"),
    path("phieu/<int:pk>/bao-cao.pdf", papers.report_pdf, name="report-pdf"),
    path("phieu/<int:pk>/bieu.pdf", papers.form_pdf, name="form-pdf"),
    path("phieu/<int:pk>/bieu-trong.pdf", papers.blank_form_pdf, name="blank-form-pdf"),
    path("phieu/<int:pk>/bien-nhan.pdf", papers.receipt_pdf, name="receipt-pdf"),
    path("tap/<int:pk>/", practice.practice_sheet, name="practice"),
    path("tap/<int:pk>/luu/", practice.practice_save, name="practice-save"),
    path("tap/<int:pk>/o/<str:code>/", practice.practice_cell, name="practice-cell"),
    path(
        "tap/<int:pk>/muc/<str:section>/luu/",
        practice.practice_section_save,
        name="practice-section-save",
    ),
    path(
        "tap/<int:pk>/muc/<str:section>/khong-phat-sinh/",
        practice.practice_section_empty,
        name="practice-section-empty",
    ),
    path("tap/<int:pk>/kiem-tra/", practice.practice_check, name="practice-check"),
    path("tap/<int:pk>/lam-lai/", practice.practice_restart, name="practice-restart"),
    path("tap/<int:pk>/ket-thuc/", practice.practice_end, name="practice-end"),
]
