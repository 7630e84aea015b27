"""The digests app: emails to the seeker."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestsConfig(AppConfig):
    """Configuration of the digests app."""

    name = "digests"
    verbose_name = _("Digests")
