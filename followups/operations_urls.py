"""The addresses that operators and their machines use."""

from django.urls import URLPattern, path

from followups.views.health import health

urlpatterns: list[URLPattern] = [path("health/", health, name="health")]
