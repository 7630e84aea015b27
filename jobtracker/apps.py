"""The project package as an app, for its system checks and template tags."""

from django.apps import AppConfig
from django.conf import settings


class JobtrackerConfig(AppConfig):
    """Registers the system checks and sets up error reporting."""

    name = "jobtracker"
    verbose_name = "Jobtracker"

    def ready(self) -> None:
        """Register checks and database functions; report errors if a Sentry DSN is set."""
        from django.db.backends.signals import connection_created

        from jobtracker import checks, lookups  # noqa: F401
        from jobtracker.http import errors

        connection_created.connect(lookups.add_functions)

        errors.report(settings.SENTRY_DSN)
