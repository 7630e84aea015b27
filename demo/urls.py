"""URLs of the demo app."""

from django.urls import URLPattern, path

from demo import views

app_name = "demo"

urlpatterns: list[URLPattern] = [
    path("demo/start-empty/", views.start_empty, name="start_empty"),
]
