"""Addresses of signing and issuing, under /ban-hanh/."""

from django.urls import path

from reports.editions import views
from reports.editions.revisions import views as revisions

app_name = "editions"
urlpatterns = [
    path("", views.edition_list, name="edition-list"),
    path("ky/<int:pk>/", views.period_list, name="period-list"),
    path("ky/<int:pk>/lap/", views.edition_start, name="start"),
    path("ky/<int:pk>/xem-truoc.pdf", views.preview, name="preview"),
    path("ky/<int:pk>/the-thuc/", views.layout, name="layout"),
    path("ky/<int:pk>/du-thao.docx", views.preview_word, name="preview-word"),
    path("ban/<int:pk>/", views.edition_detail, name="edition"),
    path("ban/<int:pk>/trinh-ky/", views.submit, name="submit"),
    path("ban/<int:pk>/tra-lai/", views.reason_step, {"name": "return"}, name="return"),
    path("ban/<int:pk>/ky/", views.sign, name="sign"),
    path("ban/<int:pk>/rut-chu-ky/", views.reason_step, {"name": "withdraw"}, name="withdraw"),
    path("ban/<int:pk>/cap-so/", views.issue, name="issue"),
    path("ban/<int:pk>/thu-hoi/", views.reason_step, {"name": "recall"}, name="recall"),
    path("ban/<int:pk>/thay-the/", views.reason_step, {"name": "correct"}, name="correct"),
    path("ban/<int:pk>/nhan-ky-so/", views.receive, name="receive"),
    path("ban/<int:pk>/ky-so/<int:order>/", views.signed_download, name="signed-file"),
    path("ky/<int:pk>/so-sanh/", revisions.compare, name="compare"),
    path("ky/<int:pk>/da-doc/", revisions.mark_read, name="mark-read"),
    path("ky/<int:pk>/nguoi-doc/", revisions.link_list, name="reader-links"),
    path("nguoi-doc/<int:pk>/khoa/", revisions.link_close, name="reader-link-close"),
    path("doc/", revisions.reader, name="reader"),
    path("doc/ban-in.pdf", revisions.reader_paper, name="reader-paper"),
    path("doc/muc/<str:code>/y-kien/", revisions.reader_comment, name="reader-comment"),
    path("doc/mo/<str:secret>/", revisions.reader_open, name="reader-open"),
    path("kiem-tra/", views.verify_file, name="verify"),
    path("ban/<int:pk>/ho-so.zip", views.bundle_download, name="bundle"),
    path("ban/<int:pk>/tep/<str:file_format>/", views.file_download, name="file"),
]
