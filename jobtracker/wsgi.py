"""The WSGI entry point for a web server."""

import os

from django.core.wsgi import get_wsgi_application

from jobtracker.checks import refuse_bad_settings
from jobtracker.http.charsets import readable
from jobtracker.http.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobtracker.settings")

application = with_room(readable(get_wsgi_application()))
refuse_bad_settings()
