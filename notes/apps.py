"""The notes app: what a seeker writes, drafted and checked."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class NotesConfig(AppConfig):
    """The notes app: what a seeker writes, drafted and checked."""

    name = "notes"
    verbose_name = _("Notes")

    def ready(self) -> None:
        """Show the thank-yous on the page of an interview."""
        fill("interview.thank_yous", "notes/_thank_yous.html")
