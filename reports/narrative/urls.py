"""Addresses of the report room, under /soan/."""

from django.urls import path

from reports.narrative.views import limits, room, teamwork

app_name = "narrative"
urlpatterns = [
    path("", room.report, name="report"),
    path("ky/<int:pk>/", room.period_report, name="period-report"),
    path("ky/<int:pk>/so-lieu/", room.figure_list, name="figure-list"),
    path("ky/<int:pk>/muc/<str:code>/them/", room.passage_add, name="passage-add"),
    path("ky/<int:pk>/muc/<str:code>/nhat-ky/", room.sentences_take, name="sentences-take"),
    path("ky/<int:pk>/cau/<str:code>/", room.sentence_edit, name="sentence-edit"),
    path("ky/<int:pk>/cau/<str:code>/bo-sua/", room.sentence_restore, name="sentence-restore"),
    path("ky/<int:pk>/muc/<str:code>/giao/", teamwork.assignment, name="assignment"),
    path("ky/<int:pk>/muc/<str:code>/y-kien/", teamwork.comment_add, name="comment-add"),
    path("ky/<int:pk>/canh-bao/<str:key>/", teamwork.explanation, name="explanation"),
    path("muc-giao/<int:pk>/xong/", teamwork.assignment_finish, name="assignment-finish"),
    path("y-kien/<int:pk>/xu-ly/", teamwork.comment_resolve, name="comment-resolve"),
    path("ky/<int:pk>/han-che/them/", limits.limit_add, name="limit-add"),
    path("ky/<int:pk>/han-che/tu-y-kien/", limits.limit_take, name="limit-take"),
    path("ky/<int:pk>/ton-tai/tinh-hinh/", limits.limit_follow, name="limit-follow"),
    path("ky/<int:pk>/ton-tai/neu-lai/", limits.limit_carry, name="limit-carry"),
    path("han-che/<int:pk>/sua/", limits.limit_edit, name="limit-edit"),
    path("han-che/<int:pk>/xoa/", limits.limit_remove, name="limit-remove"),
    path("doan/<int:pk>/sua/", room.passage_edit, name="passage-edit"),
    path("doan/<int:pk>/xoa/", room.passage_remove, name="passage-remove"),
]
