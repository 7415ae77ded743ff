"""Addresses of the sports registers."""

from django.urls import path

from sports import views

app_name = "sports"
_TOURNAMENTS = [
    path("", views.tournament_list, name="tournament-list"),
    path("<int:pk>/", views.tournament_detail, name="tournament-detail"),
    *views.tournament_pages.paths(""),
    *views.tournament_book.paths(""),
    *views.medal_pages.paths("huy-chuong/"),
    *views.tournament_file_pages.paths("tep/"),
]
_CONTESTS = [
    path("<int:pk>/doan-noi-dung/", views.roster, name="roster"),
    path("<int:pk>/ket-qua/", views.results, name="results"),
    path("<int:pk>/ket-qua.pdf", views.result_sheet, name="result-sheet"),
    path("<int:pk>/cach-xep-hang/", views.table_rules, name="table-rules"),
    path("<int:pk>/boc-tham/<int:place>/", views.draw_add, name="draw-add"),
    path("boc-tham/<int:pk>/xoa/", views.draw_remove, name="draw-remove"),
    *views.team_pages.paths("doan/"),
    *views.event_pages.paths("noi-dung/"),
]
_PLACES = [
    path("cau-lac-bo/", views.club_list, name="club-list"),
    path("cau-lac-bo/<int:pk>/", views.club_detail, name="club-detail"),
    *views.club_pages.paths("cau-lac-bo/"),
    *views.club_book.paths("cau-lac-bo/"),
    path("cong-trinh/", views.facility_list, name="facility-list"),
    path("cong-trinh/<int:pk>/", views.facility_detail, name="facility-detail"),
    *views.facility_pages.paths("cong-trinh/"),
    *views.facility_book.paths("cong-trinh/"),
    path("nguoi-tap/", views.sport_year, name="sport-year"),
    path("nguoi-tap/<int:year>/", views.sport_year_edit, name="sport-year-edit"),
]
urlpatterns = [*_TOURNAMENTS, *_CONTESTS, *_PLACES]
