"""Addresses of the sports registers."""

from django.urls import path

from sports import views

app_name = "sports"
urlpatterns = [
    path("", views.tournament_list, name="tournament-list"),
    path("<int:pk>/", views.tournament_detail, name="tournament-detail"),
    *views.tournament_pages.paths(""),
    *views.medal_pages.paths("huy-chuong/"),
]
