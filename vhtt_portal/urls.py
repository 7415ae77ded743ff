"""Puts the floors together: every address of the portal."""

from django.urls import include, path

from vhtt_portal import views
from vhtt_portal.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("tai-khoan/", include("accounts.urls")),
    path("dia-phuong/", include("localities.urls")),
    path("van-ban/", include("documents.urls")),
    path("van-ban-di/", include("documents.outgoing.urls")),
    path("phong-trao/", include("campaigns.urls")),
    path("di-tich/", include("heritage.urls")),
    path("the-thao/", include("sports.urls")),
    path("hoat-dong/", include("activities.urls")),
    path("danh-muc/", include("reports.catalogue.urls")),
    path("nhap/", include("reports.entry.urls")),
    path("duyet/", include("reports.review.urls")),
    path("tong-hop/", include("reports.rollup.urls")),
    path("soan/", include("reports.narrative.urls")),
    path("ban-hanh/", include("reports.editions.urls")),
]

handler400 = "vhtt_portal.views.bad_request"
handler403 = "vhtt_portal.views.permission_denied"
handler404 = "vhtt_portal.views.page_not_found"
handler500 = "vhtt_portal.views.server_error"
