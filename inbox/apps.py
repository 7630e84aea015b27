"""The inbox app: what arrives in mails and calendar files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    """Configuration of the inbox app."""

    name = "inbox"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        """Register the check of the site's mailbox."""
        from inbox import checks  # noqa: F401
