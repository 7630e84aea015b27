"""The followups app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill, provide


class FollowupsConfig(AppConfig):
    """The followups app: what to do next, and why."""

    name = "followups"
    verbose_name = _("Follow-ups")

    def ready(self) -> None:
        """Connect the replan receiver, and show reminders on pages of lower apps."""
        from followups.inbox_line import counts
        from followups.models import HeldBack, PlanContext, Reminder
        from followups.next_steps import next_of
        from followups.planning import replan  # noqa: F401
        from followups.planning.runs import run_of_rows
        from followups.renamed_people import rename, rename_back

        fill("application.next_steps", "followups/_next_step.html")
        fill("application.inbox", "followups/inbox/_of_application.html")
        fill("citations", "followups/_citations_inline.html")
        fill("coaches.notes", "followups/_shared_notes.html")
        fill("reference.reminders", "followups/_reference_reminders.html")
        fill("settings.policy", "followups/policy/_summary.html")
        fill("settings.rest", "followups/_rest_summary.html")
        provide("applications.latest_run", run_of_rows)
        provide("navigation.counts", counts)
        provide("table.next_steps", next_of)
        provide("rows.reckoned", lambda: (HeldBack, PlanContext, Reminder))
        provide("contacts.rename", rename)
        provide("contacts.rename_back", rename_back)
