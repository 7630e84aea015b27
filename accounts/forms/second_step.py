"""The code of the second step: the one that switched an app on proves nothing more."""

from datetime import datetime
from typing import Any

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class _UnusedCode:
    """Refuses the code by which the authenticator app was switched on."""

    authenticator: Authenticator

    def clean_code(self) -> Any:
        """Return the code. Raises ValidationError if it may be the one used for switching on."""
        code = super().clean_code()  # type: ignore[misc]
        app = self.authenticator
        if app.type == Authenticator.Type.TOTP and _is_fresh(app, context.request.now):
            raise ValidationError(
                _("This code was used to switch on the app. Wait for the next one."), code="used"
            )
        return code


def _is_fresh(app: Authenticator, now: datetime) -> bool:
    """Return whether a code that is valid now was valid too when the app was switched on."""
    steps = _step(now) - _step(app.created_at)
    return bool(steps <= 2 * app_settings.TOTP_TOLERANCE)


def _step(moment: datetime) -> int:
    return int(moment.timestamp()) // int(app_settings.TOTP_PERIOD)


class AuthenticateForm(_UnusedCode, forms.AuthenticateForm):
    """Asks for the code when somebody signs in."""


class ReauthenticateForm(_UnusedCode, forms.ReauthenticateForm):
    """Asks for the code before somebody changes what guards their account."""
