"""The digests app: mails to the seeker."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigestsConfig(AppConfig):
    """The digests app: mails to the seeker."""

    name = "digests"
    verbose_name = _("Digests")
