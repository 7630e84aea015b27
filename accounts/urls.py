"""The addresses of this app."""

from django.urls import URLPattern, path

from accounts.views import settings

app_name = "accounts"

urlpatterns: list[URLPattern] = [
    path("settings/", settings.show, name="settings"),
    path("settings/profile/", settings.profile, name="settings_profile"),
    path("settings/digest/", settings.digest, name="settings_digest"),
]
