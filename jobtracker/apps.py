"""The project package as an app, for its system checks and template tags."""

from django.apps import AppConfig
from django.conf import settings


class JobtrackerConfig(AppConfig):
    """Registers the system checks and sets up error reporting."""

    name = "jobtracker"
    verbose_name = "Jobtracker"

    def ready(self) -> None:
        """Register the system checks; report errors if a Sentry DSN is set."""
        from jobtracker import checks  # noqa: F401
        from jobtracker.http import errors

        errors.report(settings.SENTRY_DSN)
