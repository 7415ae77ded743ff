"""Addresses of outgoing papers, under /van-ban-di/."""

from django.urls import path

from documents.outgoing import views

app_name = "outgoing"
urlpatterns = [
    path("", views.paper_list, name="paper-list"),
    path("soan/", views.template_list, name="template-list"),
    path("soan/<slug:template>/", views.paper_start, name="paper-start"),
    path("<int:pk>/", views.paper_detail, name="paper"),
    path("<int:pk>/sua/", views.paper_edit, name="edit"),
    path("<int:pk>/xem-thu/", views.trial, name="trial"),
    path("<int:pk>/xem-truoc.pdf", views.preview, name="preview"),
    path("<int:pk>/du-thao.docx", views.preview_word, name="preview-word"),
    path("<int:pk>/the-thuc/", views.layout, name="layout"),
    path("<int:pk>/trinh-ky/", views.submit, name="submit"),
    path("<int:pk>/tra-lai/", views.reason_step, {"name": "return"}, name="return"),
    path("<int:pk>/ky/", views.sign, name="sign"),
    path("<int:pk>/cap-so/", views.issue, name="issue"),
    path("<int:pk>/thu-hoi/", views.reason_step, {"name": "recall"}, name="recall"),
    path("<int:pk>/bo/", views.reason_step, {"name": "remove"}, name="remove"),
    path("<int:pk>/nhan-ky-so/", views.receive, name="receive"),
    path("<int:pk>/ky-so/<int:order>/", views.signed_download, name="signed-copy"),
    path("<int:pk>/tep/<str:file_format>/", views.file_download, name="file"),
]
