"""Whether a request is the provider's own, as django-anymail checks it."""

from django.conf import settings
from django.utils.module_loading import import_string

from inbox.webhooks.request import HookRequest

VIEWS = {
    "mailgun": "anymail.webhooks.mailgun.MailgunInboundWebhookView",
    "mandrill": "anymail.webhooks.mandrill.MandrillCombinedWebhookView",
    "postal": "anymail.webhooks.postal.PostalInboundWebhookView",
    "postmark": "anymail.webhooks.postmark.PostmarkInboundWebhookView",
    "sendgrid": "anymail.webhooks.sendgrid.SendGridInboundWebhookView",
    "sparkpost": "anymail.webhooks.sparkpost.SparkPostInboundWebhookView",
}


def is_on(provider: str) -> bool:
    """Whether this site takes mails of a provider. It never does without a secret."""
    return provider in settings.INBOX_WEBHOOKS and bool(settings.ANYMAIL.get("WEBHOOK_SECRET"))


def is_genuine(provider: str, request: HookRequest) -> bool:
    """Whether the request knows the secret, and is signed by the provider where it signs any."""
    # Only a site that takes mails of a provider loads it.
    from anymail.exceptions import (  # noqa: PLC0415
        AnymailConfigurationError,
        AnymailWebhookValidationFailure,
    )

    refused = (AnymailConfigurationError, AnymailWebhookValidationFailure)
    try:
        import_string(VIEWS[provider])().run_validators(request)
    except (*refused, RecursionError, TypeError, ValueError):
        return False
    return True
