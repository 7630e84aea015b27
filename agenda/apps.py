"""The agenda app: the calendar pages and the private feed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """The agenda app: the calendar pages and the private feed."""

    name = "agenda"
    verbose_name = _("Calendar")
