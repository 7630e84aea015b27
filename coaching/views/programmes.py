"""The counts of the programmes that a coach leads."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.decorators import Request
from coaching.programmes import FEWEST, led_by
from coaching.render import page


def show(request: Request) -> HttpResponse:
    """Show the counts of each programme that the coach leads."""
    context = {"led": led_by(request.user, request.now), "fewest": FEWEST}
    return page(request, "coaching/programmes.html", _("Programmes"), context)
