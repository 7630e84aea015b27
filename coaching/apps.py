"""The coaching app: what a coach sees of their clients."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """The caseload, clients' records, the policy comparison and the coach's weekly email."""

    name = "coaching"
    verbose_name = _("Coaching")

    def ready(self) -> None:
        """Register the coach's weekly email with the digests."""
        from coaching.digests import SCHEDULE, build_caseloads
        from digests.run import register

        register(SCHEDULE, build_caseloads)
