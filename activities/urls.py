"""Addresses of the work diary."""

from django.urls import path

from activities import views

app_name = "activities"
_ACTIVITIES = [
    path("", views.activity_list, name="activity-list"),
    path("<int:pk>/", views.activity_detail, name="activity-detail"),
    *views.activity_pages.paths(""),
    *views.activity_book.paths(""),
    path("ghi-nhanh/", views.activity_note, name="activity-note"),
    *views.activity_file_pages.paths("tep/"),
]
_INSPECTIONS = [
    path("kiem-tra/", views.inspection_list, name="inspection-list"),
    path("kiem-tra/<int:pk>/", views.inspection_detail, name="inspection-detail"),
    *views.inspection_pages.paths("kiem-tra/"),
    *views.inspection_book.paths("kiem-tra/"),
    path("kiem-tra/dot/", views.round_add, name="round-add"),
    path("co-so/", views.establishment_list, name="establishment-list"),
    path("co-so/<int:pk>/", views.establishment_detail, name="establishment-detail"),
    *views.establishment_pages.paths("co-so/"),
    *views.establishment_book.paths("co-so/"),
]
_DIRECTIVES = [
    path("van-ban/", views.directive_list, name="directive-list"),
    path("van-ban/<int:pk>/", views.directive_detail, name="directive-detail"),
    *views.directive_pages.paths("van-ban/"),
    *views.directive_book.paths("van-ban/"),
    path("van-ban/tu-so-van-ban/", views.directive_take, name="directive-take"),
]
_TASKS = [
    path("nhiem-vu/", views.task_list, name="task-list"),
    path("nhiem-vu/<int:pk>/", views.task_detail, name="task-detail"),
    path("nhiem-vu/<int:pk>/tien-do/", views.task_progress, name="task-progress"),
    *views.task_pages.paths("nhiem-vu/"),
    *views.task_book.paths("nhiem-vu/"),
]
urlpatterns = [*_ACTIVITIES, *_INSPECTIONS, *_DIRECTIVES, *_TASKS]
