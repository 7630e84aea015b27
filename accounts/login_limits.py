"""Counts wrong passwords by address and origin, so that nobody can lock somebody else out."""

from copy import copy
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from django.http import HttpRequest

from accounts.models import User

IPV6_PREFIX = 64
"""One household or server has that many addresses."""
NAT64 = IPv6Network("64:ff9b::/96")
"""Within it, an IPv4 address is written as an IPv6 address."""
ANY_HOST = "any"


def origin_of(ip: str) -> str:
    """Return the IP address; the IPv4 address if it is one that is written as IPv6."""
    address = ip_address(ip)
    if isinstance(address, IPv6Address):
        if address in NAT64:
            return str(ip_address(address.packed[-4:]))
        return str(address.ipv4_mapped or address)
    return ip


def without_host(request: HttpRequest) -> HttpRequest:
    """Return the request as if all hosts were one: allauth counts by it, and clients choose it."""
    same = copy(request)
    same.get_host = lambda: ANY_HOST  # type: ignore[method-assign]
    return same


def from_here(request: HttpRequest, email: str) -> str:
    """Return what is counted for sign-ins to ``email`` from the origin of this request."""
    return f"{email.lower()} from {network_of(get_adapter().get_client_ip(request))}"


def network_of(ip: str) -> str:
    """Return what is counted as one origin: an IPv4 address, or the network of an IPv6 one."""
    address = ip_address(ip)
    if address.version == 4:
        return ip
    return str(ip_network((address, IPV6_PREFIX), strict=False).network_address)


def forget_wrong_passwords(request: HttpRequest, user: User) -> None:
    """Let a person sign in at once from where they chose a new password."""
    for email in EmailAddress.objects.filter(user=user).values_list("email", flat=True):
        key = f"{ANY_HOST}:{from_here(request, email)}"
        ratelimit.clear(request, action="login_failed", key=key)
