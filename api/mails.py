"""Emails about what opens an account to programs."""

from django.urls import reverse

from accounts.mails import send
from accounts.reading import reading_as
from api.models import ApiKey


def key_created(key: ApiKey) -> bool:
    """Tell the owner of a new key of it: it may not have been they who made it."""
    with reading_as(key.owner):
        values = {"name": key.name, "may": key.may_labels, "hint": key.hint}
        values["path"] = reverse("api:keys")
        return send("api_key_created", key.owner.email, values)
