"""The addresses that operators and their machines use."""

from django.urls import URLPattern, path

from followups.views.health import health
from followups.views.metrics import metrics

urlpatterns: list[URLPattern] = [
    path("health/", health, name="health"),
    path("metrics", metrics, name="metrics"),
]
