"""How many applications a seeker wants to send per week."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_A_WEEK = 50


class WeeklyGoal(models.Model):
    """A seeker's weekly goal; there is no row if they set none."""

    OWNER_PATH = "owner"

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="weekly_goal"
    )
    applications = models.PositiveSmallIntegerField(
        _("applications a week"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_A_WEEK)],
    )

    class Meta:
        verbose_name = _("weekly goal")
        verbose_name_plural = _("weekly goals")

    def __str__(self) -> str:
        return str(self.applications)
