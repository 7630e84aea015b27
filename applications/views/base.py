"""Shared by the views of this app: redirects, and the page for a missing consent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from accounts.decorators import Request
from jobtracker.http.redirects import safe_url
from references.consent import consent_block, may_ask
from references.models import Reference

LIST = "applications:list"


def back(request: HttpRequest, otherwise: str) -> str:
    """The page the user came from, if it is one of ours."""
    wanted = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    return safe_url(request, wanted) or otherwise


def stopped(request: Request, reference: Reference, **more: Any) -> HttpResponse:
    """Explain why a reference may not be shared with an employer, and what to do next."""
    title = _("%(name)s has not agreed yet") if may_ask(reference) else _("%(name)s said no")
    context = {
        "title": title % {"name": reference.contact.name},
        "reference": reference,
        "stop": consent_block(reference),
        "today": timezone.localdate(request.now),
        "section": "people:references",
        **more,
    }
    return render(request, "people/reference/consent_required.html", context)


def go(request: Request, url: str) -> HttpResponse:
    """Redirect to a page, for a form or for htmx."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
