"""The followups app: what to do next, and why."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowupsConfig(AppConfig):
    """The followups app: what to do next, and why."""

    name = "followups"
    verbose_name = _("Follow-ups")

    def ready(self) -> None:
        """Listen for changed facts."""
        from followups import receivers  # noqa: F401
