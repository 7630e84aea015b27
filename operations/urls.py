"""URLs for operators and monitoring."""

from django.urls import URLPattern, path

from operations.views.health import health
from operations.views.metrics import metrics

urlpatterns: list[URLPattern] = [
    path("health/", health, name="health"),
    path("metrics", metrics, name="metrics"),
]
