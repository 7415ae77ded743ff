"""Addresses of the report room, under /soan/."""

from django.urls import path

from reports.narrative import views

app_name = "narrative"
urlpatterns = [
    path("", views.report, name="report"),
    path("ky/<int:pk>/", views.period_report, name="period-report"),
    path("ky/<int:pk>/so-lieu/", views.figure_list, name="figure-list"),
    path("ky/<int:pk>/muc/<str:code>/them/", views.passage_add, name="passage-add"),
    path("ky/<int:pk>/muc/<str:code>/nhat-ky/", views.sentences_take, name="sentences-take"),
    path("ky/<int:pk>/cau/<str:code>/", views.sentence_edit, name="sentence-edit"),
    path("ky/<int:pk>/cau/<str:code>/bo-sua/", views.sentence_restore, name="sentence-restore"),
    path("doan/<int:pk>/sua/", views.passage_edit, name="passage-edit"),
    path("doan/<int:pk>/xoa/", views.passage_remove, name="passage-remove"),
]
