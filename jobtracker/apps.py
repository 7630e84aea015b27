"""The project package as an app: its checks and template tags."""

from django.apps import AppConfig


class JobtrackerConfig(AppConfig):
    """Registers the system checks that refuse a bad configuration."""

    name = "jobtracker"
    verbose_name = "Jobtracker"

    def ready(self) -> None:
        """Import the checks, which register themselves."""
        from jobtracker import checks  # noqa: F401
