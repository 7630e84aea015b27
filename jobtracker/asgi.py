"""The ASGI entry point for a web server."""

import os

from django.core.asgi import get_asgi_application

from jobtracker.checks import refuse_bad_settings
from jobtracker.http.charsets import readable_asgi
from jobtracker.http.uploads import bounded_asgi

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

application = bounded_asgi(readable_asgi(get_asgi_application()))
refuse_bad_settings()
