"""Addresses of joint review (联审)."""

from __future__ import annotations

from django.urls import path

from huanjie.office.review import department_views, desk_views, match_views, views

_OFFICE = "units/<str:code>/reviews/"
_BATCH = f"{_OFFICE}<slug:sent>/"
_DESK = "questions/<slug:sent>/<slug:asked>/"

urlpatterns = [
    path(_OFFICE, views.reviews_page, name="reviews"),
    path(f"{_OFFICE}send/", views.send_page, name="review-send"),
    path(f"{_OFFICE}times/", views.times_page, name="review-times"),
    path(f"{_OFFICE}departments/", department_views.departments_page, name="review-departments"),
    path(
        f"{_OFFICE}departments/<int:number>/seat/", department_views.seat_page, name="review-seat"
    ),
    path(
        f"{_OFFICE}departments/seats/<int:number>/leave/",
        department_views.unseat_view,
        name="review-unseat",
    ),
    path(_BATCH, views.batch_page, name="review-batch"),
    path(f"{_BATCH}remind/<slug:asked>/", views.remind_view, name="review-remind"),
    path(f"{_BATCH}<slug:deed>/", views.change_view, name="review-change"),
    path("elections/<str:pk>/review/", views.election_review_page, name="election-review"),
    path("questions/", desk_views.desks_page, name="questions"),
    path(_DESK, desk_views.desk_page, name="question-batch"),
    path(f"{_DESK}sign/", desk_views.sign_page, name="question-sign"),
    path(f"{_DESK}return/", desk_views.return_page, name="question-return"),
    path(f"{_DESK}take-back/", desk_views.take_back_view, name="question-back"),
    path(f"{_DESK}match/", match_views.match_page, name="question-match"),
    path(f"{_DESK}list/", match_views.list_file, name="question-list"),
]
