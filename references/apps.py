"""The references app: companies, contacts, references and their consent."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferencesConfig(AppConfig):
    """The references app: companies, contacts, references and their consent."""

    name = "references"
    verbose_name = _("People")
