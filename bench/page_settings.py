"""The project's settings with one more page: the bare one that the others are compared with."""

from typing import Any

from jobtracker.settings import *  # noqa: F403
from jobtracker.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "bench.page_urls"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
WHITENOISE_USE_FINDERS = True
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["DIRS"].append(BASE_DIR / "bench" / "templates")
API_REQUESTS_A_MINUTE = 1_000_000
