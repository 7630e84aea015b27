"""What is read in mails, what is kept, and for how long, on one page."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inbox.services.retention import KEYS_KEPT
from jobtracker.http.middleware import TimedRequest

DAYS_A_YEAR = 365


@require_safe
def show(request: TimedRequest) -> HttpResponse:
    """Show the page; it is the same for everybody, signed in or not."""
    years = KEYS_KEPT.days // DAYS_A_YEAR
    context = {"keep_days": settings.INBOX_KEEP_DAYS, "years": years}
    return render(request, "inbox/privacy.html", context)
