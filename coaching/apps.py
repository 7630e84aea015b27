"""The coaching app: a coach's view of the clients who let them in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """The caseload, a client's record, policies compared, and the coach's weekly mail."""

    name = "coaching"
    verbose_name = _("Coaching")
