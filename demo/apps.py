"""The demo app: a search to try the product with."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jobtracker.extension_points import fill


class DemoConfig(AppConfig):
    """The demo app: a search to try the product with."""

    name = "demo"
    verbose_name = _("Demo")

    def ready(self) -> None:
        """Say on the sign-in page how to enter the demo, and on Today how to leave it."""
        fill("today.banner", "demo/_banner.html")
        fill("sign_in.hint", "demo/_login_hint.html")
