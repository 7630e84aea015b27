"""The demo app: an example job search to try the product with."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class DemoConfig(AppConfig):
    """The demo app: an example job search to try the product with."""

    name = "demo"
    verbose_name = _("Demo")

    def ready(self) -> None:
        """Show how to sign in to the demo, and on Today how to leave it."""
        fill("today.banner", "demo/_banner.html")
        fill("sign_in.hint", "demo/_login_hint.html")
