"""Redirect targets taken from the request, limited to this site."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, otherwise: str) -> str:
    """Return the ``next`` parameter, or ``otherwise`` if it is not a URL of this site."""
    return safe_url(request, request.POST.get("next") or request.GET.get("next", "")) or otherwise


def safe_url(request: HttpRequest, url: str) -> str:
    """Return the URL if it belongs to this site, else an empty string.

    Its path must be whole: Django would take a single word for the name of a view.
    """
    hosts, secure = {request.get_host()}, request.is_secure()
    is_ours = url_has_allowed_host_and_scheme(url, hosts, require_https=secure)
    return url if is_ours and urlsplit(url).path.startswith("/") else ""
