"""A seeker's choice of policy."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followups.timing.policy.named import NAMED


class PolicyChoice(models.Model):
    """A seeker's policy: a named one, with changes within the limits."""

    OWNER_PATH = "owner"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="policy_choice"
    )
    base = models.CharField(_("policy"), max_length=20, default="balanced")
    changes = models.JSONField(_("changes"), default=dict, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    set_at = models.DateTimeField(_("set"))

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def __str__(self) -> str:
        return self.base

    @property
    def title(self) -> str:
        """The named policy's title, in the reader's language."""
        return gettext(NAMED[self.base].title) if self.base in NAMED else self.base
