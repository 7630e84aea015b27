"""URLs of the agenda app."""

from django.urls import URLPattern, path

from agenda import views

app_name = "agenda"

urlpatterns: list[URLPattern] = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/link/", views.link_make, name="link_create"),
    path("calendar/link/end/", views.link_end, name="link_end"),
    path("calendar/interview/<int:pk>.ics", views.interview_ics, name="interview_ics"),
    path("calendar/feed/<str:secret>.ics", views.feed, name="feed"),
]
