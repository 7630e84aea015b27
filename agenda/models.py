"""The secret link of a seeker's calendar feed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarLink(models.Model):
    """The key of a feed's secret URL, signed with the site's own key.

    A new ``key`` invalidates the previous URL; no row means no feed.
    """

    OWNER_PATH = "owner"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_link"
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")

    def __str__(self) -> str:
        return f"calendar of {self.owner_id}"
