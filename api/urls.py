"""URLs of the api app, beside those of the API's own operations."""

from django.urls import URLPattern, path

from api.views.unknown import unknown

app_name = "api"

urlpatterns: list[URLPattern] = [
    path("api/<path:rest>", unknown, name="unknown"),
]
