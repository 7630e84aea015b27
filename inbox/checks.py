"""System checks of the settings for mailboxes."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from inbox.mailboxes.problems import MailboxProblem
from inbox.mailboxes.site import MALFORMED, site_account


@register()
def site_mailbox(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Return an error if the site's mailbox is set, but cannot be understood."""
    if settings.INBOX_SITE_MAILBOX_URL:
        try:
            site_account()
        except MailboxProblem:
            return [Error(f"INBOX_SITE_MAILBOX_URL {MALFORMED}.", id="inbox.E001")]
    return []
