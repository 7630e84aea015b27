"""The forms of webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from api.models import Webhook
from api.models.webhooks import Event
from api.webhooks.address import parse
from jobtracker.forms.idempotent import TokenForm


class WebhookForm(forms.Form):
    """Where to send, and what of."""

    url = forms.CharField(
        label=_("Address"),
        max_length=1000,
        help_text=_("Where your program listens. Starts with https://."),
        error_messages={"required": _("Enter the address of your program.")},
        widget=forms.URLInput(
            attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )
    events = forms.MultipleChoiceField(
        label=_("Send a message when"),
        choices=Event.choices,
        error_messages={"required": _("Choose at least one event.")},
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def of(cls, webhook: Webhook, **kwargs: Any) -> "WebhookForm":
        """Return the form that changes a webhook."""
        return cls(initial={"url": webhook.url, "events": webhook.events}, **kwargs)

    def clean_url(self) -> str:
        """Refuse an address that nothing would be sent to."""
        url = str(self.cleaned_data["url"])
        parse(url)
        return url


class NewWebhookForm(WebhookForm, TokenForm):
    """A webhook to add."""
