"""Addresses of the movement's registers."""

from django.urls import path

from campaigns import views

app_name = "campaigns"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:place_pk>/<int:year>/", views.place_year, name="place-year"),
    path("<int:place_pk>/<int:year>/tieu-bieu/", views.locality_title, name="locality-title"),
    path("<int:place_pk>/<int:year>/nguoi-tot/", views.good_deeds, name="good-deeds"),
    path("<int:place_pk>/<int:year>/ngo/them/", views.lane_add, name="lane-add"),
    path("ngo/<int:pk>/sua/", views.lane_edit, name="lane-edit"),
    path("ngo/<int:pk>/xoa/", views.lane_remove, name="lane-remove"),
    path("ket-qua/<int:village_pk>/<int:year>/", views.village_result, name="village-result"),
    path("ket-qua/<int:pk>/xoa/", views.village_result_remove, name="village-result-remove"),
    path("co-quan/", views.agency_list, name="agency-list"),
    path("co-quan/<int:pk>/", views.agency_detail, name="agency-detail"),
    *views.agency_pages.paths("co-quan/"),
    path("co-quan/<int:pk>/<int:year>/", views.agency_year, name="agency-year"),
]
