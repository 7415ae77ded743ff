"""Addresses of the heritage registers."""

from django.urls import path

from heritage import views

app_name = "heritage"
urlpatterns = [
    path("", views.site_list, name="site-list"),
    path("them/", views.site_add, name="site-add"),
    path("<int:pk>/", views.site_detail, name="site-detail"),
    path("<int:pk>/sua/", views.site_edit, name="site-edit"),
    path("<int:pk>/xoa/", views.site_remove, name="site-remove"),
    path("<int:pk>/dua-ra/", views.site_take_off, name="site-take-off"),
    path("<int:pk>/dua-lai/", views.site_put_back, name="site-put-back"),
    path("<int:site_pk>/xep-hang/them/", views.designation_add, name="designation-add"),
    path("xep-hang/<int:pk>/sua/", views.designation_edit, name="designation-edit"),
    path("xep-hang/<int:pk>/xoa/", views.designation_remove, name="designation-remove"),
    path("<int:site_pk>/tu-bo/them/", views.restoration_add, name="restoration-add"),
    path("tu-bo/<int:pk>/sua/", views.restoration_edit, name="restoration-edit"),
    path("tu-bo/<int:pk>/xoa/", views.restoration_remove, name="restoration-remove"),
    path("le-hoi/", views.festival_list, name="festival-list"),
    path("le-hoi/them/", views.festival_add, name="festival-add"),
    path("le-hoi/<int:pk>/", views.festival_detail, name="festival-detail"),
    path("le-hoi/<int:pk>/sua/", views.festival_edit, name="festival-edit"),
    path("le-hoi/<int:pk>/xoa/", views.festival_remove, name="festival-remove"),
    path(
        "le-hoi/<int:festival_pk>/to-chuc/them/",
        views.festival_held_add,
        name="festival-held-add",
    ),
    path("to-chuc/<int:pk>/sua/", views.festival_held_edit, name="festival-held-edit"),
    path("to-chuc/<int:pk>/xoa/", views.festival_held_remove, name="festival-held-remove"),
    path("phi-vat-the/", views.intangible_list, name="intangible-list"),
    path("phi-vat-the/them/", views.intangible_add, name="intangible-add"),
    path("phi-vat-the/<int:pk>/", views.intangible_detail, name="intangible-detail"),
    path("phi-vat-the/<int:pk>/sua/", views.intangible_edit, name="intangible-edit"),
    path("phi-vat-the/<int:pk>/xoa/", views.intangible_remove, name="intangible-remove"),
]
