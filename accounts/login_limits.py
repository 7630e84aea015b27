"""Counts wrong passwords by address and origin, so that nobody can lock somebody else out."""

from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.models import User

IPV6_PREFIX = 64
"""One household or server has that many addresses."""


def from_here(request: HttpRequest, email: str) -> str:
    """Return what is counted for sign-ins to ``email`` from the origin of this request."""
    return f"{email.lower()} from {_origin(get_adapter().get_client_ip(request))}"


def _origin(ip: str) -> str:
    address = ip_address(ip)
    if address.version == 4:
        return ip
    return str(ip_network((address, IPV6_PREFIX), strict=False).network_address)


def forget_wrong_passwords(request: HttpRequest, user: User) -> None:
    """Let a person sign in at once from where they chose a new password."""
    for email in EmailAddress.objects.filter(user=user).values_list("email", flat=True):
        key = f"{request.get_host()}:{from_here(request, email)}"
        ratelimit.clear(request, action="login_failed", key=key)
