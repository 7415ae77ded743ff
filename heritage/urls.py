"""Addresses of the heritage registers."""

from django.urls import path
from django.views.decorators.http import require_safe

from heritage import views

app_name = "heritage"
_SITES = [
    path("", views.site_list, name="site-list"),
    path("<int:pk>/", views.site_detail, name="site-detail"),
    path("them/", views.site_add, name="site-add"),
    path("<int:pk>/sua/", views.site_edit, name="site-edit"),
    path("<int:pk>/xoa/", views.site_remove, name="site-remove"),
    *views.site_book.paths(""),
    path("ban-do/", views.site_map, name="site-map"),
    path("ban-do/vi-tri.json", views.site_map_data, name="site-map-data"),
    path("<int:pk>/phieu.pdf", views.site_pdf, name="site-pdf"),
    path("<int:pk>/dua-ra/", views.site_take_off, name="site-take-off"),
    path("<int:pk>/dua-lai/", views.site_put_back, name="site-put-back"),
    *views.designation_pages.paths("xep-hang/"),
    *views.check_pages.paths("kiem-tra/"),
    *views.restoration_pages.paths("tu-bo/"),
    *views.site_file_pages.paths("tep/"),
    path("tep/<int:pk>/nho/", require_safe(views.site_file_pages.small), name="site-file-small"),
]
_PROPOSALS = [
    path("de-nghi/", views.proposal_list, name="proposal-list"),
    path("de-nghi/<int:pk>/", views.proposal_detail, name="proposal-detail"),
    path("de-nghi/<int:pk>/chap-nhan/", views.proposal_accept, name="proposal-accept"),
    path("de-nghi/<int:pk>/khong-chap-nhan/", views.proposal_refuse, name="proposal-refuse"),
]
_FESTIVALS = [
    path("le-hoi/", views.festival_list, name="festival-list"),
    path("le-hoi/lich/", views.festival_calendar, name="festival-calendar"),
    path("le-hoi/lich.ics", views.festival_calendar_file, name="festival-calendar-file"),
    path("le-hoi/<int:pk>/", views.festival_detail, name="festival-detail"),
    *views.festival_pages.paths("le-hoi/"),
    *views.festival_book.paths("le-hoi/"),
    *views.occasion_pages.paths("to-chuc/"),
]
_INTANGIBLE = [
    path("phi-vat-the/", views.intangible_list, name="intangible-list"),
    path("phi-vat-the/<int:pk>/", views.intangible_detail, name="intangible-detail"),
    *views.intangible_pages.paths("phi-vat-the/"),
    *views.intangible_book.paths("phi-vat-the/"),
    *views.listing_pages.paths("ghi-danh/"),
    *views.intangible_file_pages.paths("phi-vat-the/tep/"),
]
_ARTISANS = [
    path("nghe-nhan/", views.artisan_list, name="artisan-list"),
    path("nghe-nhan/<int:pk>/", views.artisan_detail, name="artisan-detail"),
    *views.artisan_pages.paths("nghe-nhan/"),
    *views.artisan_book.paths("nghe-nhan/"),
    *views.artisan_title_pages.paths("nghe-nhan/danh-hieu/"),
]
urlpatterns = [*_SITES, *_PROPOSALS, *_FESTIVALS, *_INTANGIBLE, *_ARTISANS]
