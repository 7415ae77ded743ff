"""Addresses of the movement's registers."""

from django.urls import path

from campaigns import views
from campaigns.views import nominations
from campaigns.views.movement import movement
from campaigns.views.year_books import lane_book, village_book

app_name = "campaigns"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:place_pk>/<int:year>/", views.place_year, name="place-year"),
    path("<int:place_pk>/<int:year>/khu-dan-cu/", views.village_results, name="village-results"),
    path("<int:place_pk>/<int:year>/don-vi/", views.place_result, name="place-result"),
    path("<int:place_pk>/<int:year>/ngo/them/", views.lane_add, name="lane-add"),
    path("don-vi/<int:year>/", views.place_results, name="place-results"),
    path("ngo/", views.lane_list, name="lane-list"),
    path("ngo/<int:pk>/sua/", views.lane_edit, name="lane-edit"),
    path("ngo/<int:pk>/xoa/", views.lane_remove, name="lane-remove"),
    *village_book.paths("khu-dan-cu/"),
    *lane_book.paths("ngo/"),
    path("ket-qua/<int:village_pk>/<int:year>/", views.village_result, name="village-result"),
    path("ket-qua/<int:pk>/xoa/", views.village_result_remove, name="village-result-remove"),
    path("<int:place_pk>/so-danh-hieu/", views.village_ledger, name="ledger"),
    path("ket-qua/<int:village_pk>/truoc-so/", views.earlier_titles, name="earlier-titles"),
    path(
        "ket-qua/<int:village_pk>/truoc-so/xoa/",
        views.earlier_titles_remove,
        name="earlier-titles-remove",
    ),
    path("du-dieu-kien/", views.eligible_list, name="eligible-list"),
    path("giay-khen/", views.commendation_list, name="commendation-list"),
    path("giay-khen/<int:pk>/", views.commendation_detail, name="commendation-detail"),
    path("<int:place_pk>/giay-khen/them/", views.commendation_add, name="commendation-add"),
    path("giay-khen/<int:pk>/sua/", views.commendation_edit, name="commendation-edit"),
    path("giay-khen/<int:pk>/xoa/", views.commendation_remove, name="commendation-remove"),
    path("tong-ket/", movement, name="movement"),
    path("khen-thuong/", nominations.round_list, name="nomination-round-list"),
    path("khen-thuong/<int:pk>/", nominations.round_detail, name="nomination-round-detail"),
    *nominations.round_pages.paths("khen-thuong/"),
    path("khen-thuong/<int:pk>/don-vi/", nominations.round_places, name="nomination-round-places"),
    path(
        "khen-thuong/<int:pk>/de-nghi/",
        nominations.round_nominations,
        name="nomination-round-nominations",
    ),
    path(
        "khen-thuong/<int:pk>/giay-khen/",
        nominations.round_commend,
        name="nomination-round-commend",
    ),
    path("khen-thuong/<int:pk>/to-trinh/", nominations.round_paper, name="nomination-round-paper"),
    path(
        "khen-thuong/<int:award_round_pk>/<int:place_pk>/them/",
        nominations.nomination_add,
        name="nomination-add",
    ),
    path(
        "khen-thuong/<int:award_round_pk>/<int:place_pk>/to-trinh/",
        nominations.place_paper,
        name="nomination-paper",
    ),
    path("de-nghi/<int:pk>/", nominations.nomination_detail, name="nomination-detail"),
    path("de-nghi/<int:pk>/sua/", nominations.nomination_edit, name="nomination-edit"),
    path("de-nghi/<int:pk>/xoa/", nominations.nomination_remove, name="nomination-remove"),
    path("de-nghi/<int:pk>/rut/", nominations.nomination_withdraw, name="nomination-withdraw"),
    path("de-nghi/<int:pk>/tham-dinh/", nominations.nomination_assess, name="nomination-assess"),
    path("de-nghi/<int:pk>/dong-y/", nominations.nomination_approve, name="nomination-approve"),
    path("de-nghi/<int:pk>/khong-dong-y/", nominations.nomination_refuse, name="nomination-refuse"),
    path(
        "de-nghi/<int:pk>/xem-lai/", nominations.nomination_reconsider, name="nomination-reconsider"
    ),
    path("dot-xet/", views.round_list, name="round-list"),
    path("dot-xet/them/", views.round_add, name="round-add"),
    path("dot-xet/<int:pk>/", views.round_detail, name="round-detail"),
    path("dot-xet/<int:pk>/buoc-tiep/", views.round_advance, name="round-advance"),
    path("dot-xet/<int:pk>/buoc-truoc/", views.round_back, name="round-back"),
    path("dot-xet/<int:pk>/quyet-dinh/", views.round_decide, name="round-decide"),
    path("dot-xet/<int:pk>/quyet-dinh.pdf", views.decision_pdf, name="round-decision-pdf"),
    path("dot-xet/<int:pk>/quyet-dinh.docx", views.decision_word, name="round-decision-word"),
    path("dot-xet/<int:pk>/xoa/", views.round_remove, name="round-remove"),
    path("dot-xet/<int:pk>/<int:place_pk>/", views.round_place, name="round-place"),
    path("dot-xet/<int:pk>/<int:place_pk>/<slug:part>/", views.round_grid, name="round-grid"),
    path("bien-ban/<int:pk>.pdf", views.minutes_pdf, name="candidate-minutes-pdf"),
    path("quy-dinh/", views.rule_list, name="rule-list"),
    *views.rule_pages.paths("quy-dinh/"),
    path("co-quan/", views.agency_list, name="agency-list"),
    path("co-quan/<int:pk>/", views.agency_detail, name="agency-detail"),
    *views.agency_pages.paths("co-quan/"),
    *views.agency_book.paths("co-quan/"),
    path("co-quan/<int:pk>/<int:year>/", views.agency_year, name="agency-year"),
]
