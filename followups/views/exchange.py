"""Taking one's data out and bringing it in."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.pages import Request, signed_in
from followups.exchange.bundle import bundle


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """The page from which data goes out and comes in."""
    return page(request)


@require_safe
@signed_in
def take_out(request: Request) -> FileResponse:
    """Everything the seeker owns, as one file."""
    now = timezone.now()
    name = f"jobtracker-{timezone.localdate(now):%Y-%m-%d}.zip"
    return FileResponse(bundle(request.user, now=now), as_attachment=True, filename=name)


def page(request: Request, **more: object) -> HttpResponse:
    """The page, with what was refused where something was."""
    context = {"section": "accounts:settings", **more}
    return render(request, "followups/exchange.html", context, status=422 if more else 200)
