"""The applications app: the dated story of each application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    """The applications app: the dated story of each application."""

    name = "applications"
    verbose_name = _("Applications")
