"""URLs for operators and monitoring."""

from django.urls import URLPattern, path

from operations.views.health import health, live, ready
from operations.views.metrics import metrics

urlpatterns: list[URLPattern] = [
    path("health/", health, name="health"),
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
]
