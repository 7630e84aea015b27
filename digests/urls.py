"""URLs of the digests app."""

from django.urls import URLPattern, path

from digests import views

app_name = "digests"

urlpatterns: list[URLPattern] = [
    path("mail/stop/<str:token>/", views.mail_stop, name="stop"),
    path("mail/<str:token>/", views.choices, name="link"),
    path("mail/<str:token>/<slug:act>/", views.act, name="link_action"),
]
