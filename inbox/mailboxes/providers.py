"""What the large mail providers want before they let a program read a mailbox."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, its IMAP server, and what to do before connecting.

    ``domains`` ends the names of its servers. One that ``refuses`` takes no password over IMAP.
    """

    name: str
    host: str
    domains: tuple[str, ...]
    hint: str | Promise
    refuses: bool = False


APP_PASSWORD = _("Create an app password in your account's security settings, and use it here.")
PROVIDERS = (
    Provider("Gmail", "imap.gmail.com", ("gmail.com", "googlemail.com"), APP_PASSWORD),
    Provider("iCloud", "imap.mail.me.com", ("me.com", "icloud.com"), APP_PASSWORD),
    Provider("Yahoo", "imap.mail.yahoo.com", ("yahoo.com",), APP_PASSWORD),
    Provider("Fastmail", "imap.fastmail.com", ("fastmail.com",), APP_PASSWORD),
    Provider(
        "GMX, WEB.DE",
        "imap.gmx.net, imap.web.de",
        ("gmx.net", "gmx.com", "web.de"),
        _("Allow POP3 and IMAP in the settings of your mailbox first."),
    ),
    Provider(
        "Outlook.com, Hotmail, Microsoft 365",
        "",
        ("outlook.com", "office365.com", "hotmail.com", "live.com"),
        _("Microsoft accepts no passwords over IMAP. Forward your emails instead."),
        refuses=True,
    ),
)


def provider_of(host: str) -> Provider | None:
    """Return the provider whose server this is, if we know it."""
    name = host.strip().rstrip(".").casefold()
    for provider in PROVIDERS:
        if any(name == each or name.endswith(f".{each}") for each in provider.domains):
            return provider
    return None
