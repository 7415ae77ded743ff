"""Addresses of the tournament register."""

from django.urls import path

from sports import views

app_name = "sports"
urlpatterns = [
    path("", views.tournament_list, name="tournament-list"),
    path("them/", views.tournament_add, name="tournament-add"),
    path("<int:pk>/", views.tournament_detail, name="tournament-detail"),
    path("<int:pk>/sua/", views.tournament_edit, name="tournament-edit"),
    path("<int:pk>/xoa/", views.tournament_remove, name="tournament-remove"),
    path("<int:tournament_pk>/huy-chuong/them/", views.medal_add, name="medal-add"),
    path("huy-chuong/<int:pk>/sua/", views.medal_edit, name="medal-edit"),
    path("huy-chuong/<int:pk>/xoa/", views.medal_remove, name="medal-remove"),
]
