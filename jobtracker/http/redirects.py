"""The page that a form leads on to, as the address of it says: one of ours, or none."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, otherwise: str) -> str:
    """What ``next`` names, in the form or in the address; ``otherwise`` where it is not of here."""
    return safe_url(request, request.POST.get("next") or request.GET.get("next", "")) or otherwise


def safe_url(request: HttpRequest, wanted: str) -> str:
    """An address, where it is one of this site; else nothing."""
    hosts, secure = {request.get_host()}, request.is_secure()
    is_ours = url_has_allowed_host_and_scheme(wanted, hosts, require_https=secure)
    return wanted if is_ours else ""
