"""What the views of this app share: where to go back to, and an answer for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from accounts.pages import Request

LIST = "applications:list"


def back(request: HttpRequest, otherwise: str) -> str:
    """The page that the reader came from, where it is one of ours."""
    wanted = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    hosts, secure = {request.get_host()}, request.is_secure()
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=hosts, require_https=secure)
    return wanted if is_ours else otherwise


def go(request: Request, url: str) -> HttpResponse:
    """Send the reader on to a page, from a form or from htmx."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
