"""Addresses of the totals, under /tong-hop/."""

from django.urls import path

from reports.rollup import views

app_name = "rollup"
urlpatterns = [
    path("", views.table, name="table"),
    path("ky/<int:pk>/", views.period_table, name="period-table"),
    path("ky/<int:pk>/chi-tieu/", views.target_list, name="targets"),
    path("ky/<int:pk>/chi-tieu/<int:locality_pk>/", views.unit_target_list, name="unit-targets"),
    path("ky/<int:pk>/so-lieu/<str:code>/", views.indicator_detail, name="indicator"),
]
