"""The addresses of webhooks: https on usual ports; what else, the operator allows by host."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jobtracker.http.hosts import is_allowed, is_public

KEPT = "/%:@!$&'()*+,;=~-._?"
"""What stands in paths and queries as it is; the rest is percent-encoded."""
NAME = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Address:
    """Where to connect, and what to ask for there."""

    host: str
    port: int
    path: str
    is_encrypted: bool

    @property
    def authority(self) -> str:
        """Return what the Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = PORTS["https" if self.is_encrypted else "http"]
        return host if self.port == usual else f"{host}:{self.port}"


def parse(url: str) -> Address:
    """Return the parts of an address. Raises ValidationError, which says what to change."""
    if not url.isprintable() or " " in url or "\\" in url:
        raise ValidationError(_("Remove spaces, backslashes and invisible characters."))
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except (ValueError, UnicodeError):
        raise ValidationError(_("This isn't a web address.")) from None
    if parts.scheme not in PORTS or not host:
        raise ValidationError(_("Enter a whole address that begins with https://."))
    if "@" in parts.netloc:
        raise ValidationError(_("Remove the user name and password from the address."))
    if parts.fragment:
        raise ValidationError(_("Remove the part after #."))
    address = Address(
        host=host,
        port=PORTS[parts.scheme] if port is None else port,
        path=_path(parts.path, parts.query),
        is_encrypted=parts.scheme == "https",
    )
    _require_allowed(address)
    return address


def _host(name: str) -> str:
    """Return a host as name servers know it. Raises ValueError or UnicodeError."""
    if ":" in name:
        return str(ip_address(name))
    host = name.rstrip(".").encode("idna").decode().lower()
    if host and not NAME.fullmatch(host):
        raise ValueError("no host name")
    return host


def _path(path: str, query: str) -> str:
    whole = quote(path or "/", safe=KEPT.replace("?", ""))
    return f"{whole}?{quote(query, safe=KEPT)}" if query else whole


def _require_allowed(address: Address) -> None:
    if is_allowed(address.host, settings.WEBHOOK_ALLOW_PRIVATE_HOSTS):
        return
    if not address.is_encrypted:
        raise ValidationError(_("The address must begin with https://."))
    if address.port not in settings.WEBHOOK_PORTS:
        ports = ", ".join(map(str, settings.WEBHOOK_PORTS))
        raise ValidationError(_("Choose one of these ports: %(ports)s.") % {"ports": ports})
    if not _may_be_public(address.host):
        raise ValidationError(_("The address must be on the public internet."))


def _may_be_public(host: str) -> bool:
    """Return False for what is private at first sight; names are looked up before each delivery."""
    try:
        return is_public(ip_address(host))
    except ValueError:
        return host != "localhost" and not host.endswith((".localhost", ".local", ".internal"))
