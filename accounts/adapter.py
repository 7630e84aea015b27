"""The allauth adapter for our accounts."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    """Builds links in emails from SITE_URL, whatever Host header the request sent."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not go together."),
        "enter_current_password": _("This is not your current password."),
        "too_many_login_attempts": _(
            "Too many tries failed. Wait five minutes and try again, or choose a new password."
        ),
    }

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        """Return the URL that confirms an email address."""
        key = emailconfirmation.key  # type: ignore[attr-defined]
        return str(settings.SITE_URL) + reverse("account_confirm_email", args=[key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the URL that sets a new password."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return str(settings.SITE_URL) + path.replace("UID-KEY", key)
