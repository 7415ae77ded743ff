"""Addresses of the work diary."""

from django.urls import path

from activities import views

app_name = "activities"
urlpatterns = [
    path("", views.activity_list, name="activity-list"),
    path("them/", views.activity_add, name="activity-add"),
    path("<int:pk>/", views.activity_detail, name="activity-detail"),
    path("<int:pk>/sua/", views.activity_edit, name="activity-edit"),
    path("<int:pk>/xoa/", views.activity_remove, name="activity-remove"),
    path("kiem-tra/", views.inspection_list, name="inspection-list"),
    path("kiem-tra/them/", views.inspection_add, name="inspection-add"),
    path("kiem-tra/<int:pk>/", views.inspection_detail, name="inspection-detail"),
    path("kiem-tra/<int:pk>/sua/", views.inspection_edit, name="inspection-edit"),
    path("kiem-tra/<int:pk>/xoa/", views.inspection_remove, name="inspection-remove"),
    path("co-so/", views.establishment_list, name="establishment-list"),
    path("co-so/them/", views.establishment_add, name="establishment-add"),
    path("co-so/<int:pk>/", views.establishment_detail, name="establishment-detail"),
    path("co-so/<int:pk>/sua/", views.establishment_edit, name="establishment-edit"),
    path("co-so/<int:pk>/xoa/", views.establishment_remove, name="establishment-remove"),
    path("van-ban/", views.directive_list, name="directive-list"),
    path("van-ban/them/", views.directive_add, name="directive-add"),
    path("van-ban/<int:pk>/", views.directive_detail, name="directive-detail"),
    path("van-ban/<int:pk>/sua/", views.directive_edit, name="directive-edit"),
    path("van-ban/<int:pk>/xoa/", views.directive_remove, name="directive-remove"),
]
