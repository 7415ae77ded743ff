"""Addresses of the office's view over sheets, under /duyet/."""

from django.urls import path

from reports.review import views

app_name = "review"
urlpatterns = [
    path("", views.board_page, name="board"),
    path("ky/<int:pk>/", views.period_board, name="period-board"),
    path("ky/<int:pk>/ngay/", views.period_dates, name="period-dates"),
    path("phieu/<int:pk>/", views.sheet_page, name="sheet"),
    path("phieu/<int:pk>/o/<str:code>/", views.cell_detail, name="cell"),
    path("phieu/<int:pk>/chap-nhan/", views.accept, name="accept"),
    path("phieu/<int:pk>/tra-lai/", views.return_page, name="return"),
    path("phieu/<int:pk>/lay-so-moi/", views.refresh, name="refresh"),
]
