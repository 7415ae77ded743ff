"""Addresses of this part of the portal."""

from django.urls import path

from reports.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.indicator_list, name="indicator-list"),
    path("phien-ban/", views.version_list, name="version-list"),
    path("phien-ban/<str:version>/", views.version_detail, name="version-detail"),
    path("chi-tieu/<str:version>/<str:code>/", views.indicator_detail, name="indicator-detail"),
]
