"""What an application's plan was made with, beside its own facts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from applications.models import Application


class PlanContext(models.Model):
    """What an application's last plan took from the others, and what it asks for all of them.

    ``elsewhere`` names the acceptance and the status note about other applications that the plan
    was made with: where they are others now, it must be made anew. ``line_up_at`` is when
    "references.line_up" opens for this application; the seeker is asked once, by the first of them.
    An application without either has no row.
    """

    OWNER_PATH = "application__owner"

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="plan_context"
    )
    elsewhere = models.CharField(max_length=80, blank=True)
    line_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["application"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(elsewhere="", line_up_at=None), name="plan_context_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"application {self.application_id}"
