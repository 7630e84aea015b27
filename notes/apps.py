"""The notes app: suggested notes, checks, drafts and templates."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class NotesConfig(AppConfig):
    """Configuration of the notes app."""

    name = "notes"
    verbose_name = _("Notes")

    def ready(self) -> None:
        """Add the thank-yous to the page of an interview."""
        fill("interview.thank_yous", "notes/_thank_yous.html")
