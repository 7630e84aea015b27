"""The coaching app: a coach's view of the clients who let them in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """The caseload, a client's record, policies compared, and the coach's weekly mail."""

    name = "coaching"
    verbose_name = _("Coaching")

    def ready(self) -> None:
        """Send the coach's mail by the same way as the seekers'."""
        from coaching.digests import SCHEDULE, build_caseloads
        from digests.run import register

        register(SCHEDULE, build_caseloads)
