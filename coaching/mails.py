"""Emails to a client about what their coach did."""

from django.urls import reverse

from accounts.mails import send
from accounts.senders import plain_name
from followups.models.coach import PolicyChange


def policy_was_set(change: PolicyChange) -> bool:
    """Tell a client by email that their coach set their policy, and how to undo it."""
    values = {
        "who": plain_name(change.coach_name),
        "policy": change.title,
        "before": change.before_title,
        "path": reverse("followups:today"),
    }
    return send("policy_was_set", change.client.email, values)
