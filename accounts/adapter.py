"""The allauth adapter for our accounts."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context, ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.login_limits import forget_wrong_passwords, from_here, origin_of, without_host
from accounts.models import User
from jobtracker.http.redirects import safe_url
from jobtracker.mail.connection import faults
from jobtracker.validators import validate_address

logger = logging.getLogger(__name__)

SENT = "account/messages/email_confirmation_sent.txt"
ASKED_FOR = (
    "account/email/account_already_exists",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/password_reset_key",
    "account/email/unknown_account",
)
"""The emails that a person waits for; the others only tell of a change."""


class AccountAdapter(DefaultAccountAdapter):
    """Builds links in emails from SITE_URL, whatever Host header the request sent.

    An email that the server refuses is no fault of the page. The answer is the same whether or not
    the address has an account, since one email is sent to it in either case.
    """

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and this password do not go together."),
        "enter_current_password": _("This is not your current password."),
        "too_many_login_attempts": _(
            "Too many tries failed. Wait five minutes and try again, or choose a new password."
        ),
    }

    def is_safe_url(self, url: str) -> bool:
        """Return whether the URL is a page of this site, to which one may be led on."""
        return bool(safe_url(context.request, url))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: object) -> str:
        """Return the URL that confirms an email address."""
        key = emailconfirmation.key  # type: ignore[attr-defined]
        return str(settings.SITE_URL) + reverse("account_confirm_email", args=[key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the URL that sets a new password."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return str(settings.SITE_URL) + path.replace("UID-KEY", key)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the IP address by which limits count. Raises BadRequest if proxies hide it."""
        try:
            return origin_of(super().get_client_ip(request))
        except ImproperlyConfigured:
            raise BadRequest("X-Forwarded-For names fewer proxies than there are.") from None

    def clean_email(self, email: str) -> str:
        """Return the address. Raises ValidationError if no mail can be sent to it."""
        validate_address(email)
        return str(super().clean_email(email))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try by address and origin. Raises ValidationError after too many."""
        email = from_here(request, credentials.get("email") or "")
        super().pre_authenticate(without_host(request), email=email)

    def set_password(self, user: User, password: str) -> None:
        """Save a new password, which ends the wait after too many wrong ones."""
        super().set_password(user, password)
        forget_wrong_passwords(self.request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an email; if the server does not take it, say so and allow the next try at once."""
        try:
            super().send_mail(template_prefix, email, context)
        except faults():
            logger.exception("could not send the email %s", template_prefix)
            if template_prefix in ASKED_FOR:
                self._tell_of_refusal(email)

    def _tell_of_refusal(self, email: str) -> None:
        request = self.request
        request.mail_was_refused = True
        ratelimit.clear(request, action="confirm_email", key=email.lower())
        text = gettext("The email to %(email)s couldn't be sent. Check the address and try again.")
        messages.warning(request, text % {"email": email})

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **more: Any,
    ) -> None:
        """Add a message, unless it says that an email was sent and it was not."""
        if message_template == SENT and getattr(request, "mail_was_refused", False):
            return
        super().add_message(request, level, message_template, *args, **more)
