"""The inbox app: what arrives in mails and calendar files."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    """Configuration of the inbox app."""

    name = "inbox"
    verbose_name = _("Inbox")

    def ready(self) -> None:
        """Register the check of the site's mailbox, and hear of people who are merged."""
        from inbox import checks  # noqa: F401
        from inbox.services.changes import keep_merged
        from jobtracker.extension_points import provide

        provide("people.merged", keep_merged)
