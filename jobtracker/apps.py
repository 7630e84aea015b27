"""The project package as an app: its checks and template tags."""

from django.apps import AppConfig
from django.conf import settings


class JobtrackerConfig(AppConfig):
    """Registers the checks that refuse a bad configuration, and has errors reported."""

    name = "jobtracker"
    verbose_name = "Jobtracker"

    def ready(self) -> None:
        """Import the checks, which register themselves; report errors where a DSN is set."""
        from jobtracker import checks  # noqa: F401
        from jobtracker.http import errors

        errors.report(settings.SENTRY_DSN)
