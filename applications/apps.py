"""The applications app: applications and their timelines."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """Configuration of the applications app."""

    name = "applications"
    verbose_name = _("Applications")
